/** Unknown paths and methods, `_method`, percent-encoding gone wrong, files and pages. */
import { describeBadInput, expectNothingLeaks, testRefused } from './bad-input'
import { asAnn, json, row, type Row } from './rows'
import { megabyte } from './values'

const withoutKeys = { 'X-Parse-Application-Id': undefined }

const unknown = [
  '/',
  '',
  '/nope',
  '/users/a/b',
  '/usersX',
  '/%',
  '/%E0%A4%A',
  '/users/%',
  '/%00',
  '/users/..%2f',
]
  .concat([
    '/classes',
    '/classes/',
    '/classes/__proto__',
    '/classes/constructor',
    '/classes/%00',
    '/classes/a%20b',
  ])
  .concat([
    `/classes/${'x'.repeat(1500)}`,
    '/classes/_Nope',
    '/classes/_Join:x:y',
    '/classes/_Hooks',
    '/functions/nope',
  ])
  .concat([
    '/functions/__proto__',
    '/functions/constructor',
    '/functions/%00',
    '/jobs/x',
    '/schemas',
    '/schemas/%00',
  ])
  .concat([
    '/graphql-config',
    '/serverInfo',
    '/scriptlog',
    '/aggregate/_User',
    '/purge/x',
    '/push',
    '/security',
  ])
  .concat(['/cloud_code/jobs', '/hooks/functions', '/files', '/files/app/%', '/validate_purchase'])
  .concat(['/classes/toString', '/classes/hasOwnProperty/x'])
  .concat(['/apps/%/verify_email'])

const methods = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'TRACE', 'PROPFIND', 'SEARCH', 'LOCK', 'QUERY']
const hasBody = (method: string) => method === 'POST' || method === 'PUT'
const routes: Row[] = unknown.flatMap((path) =>
  methods
    // What is not there is deleted, and a name for a class finds nothing: both are as documented.
    .filter((method) => !(method === 'DELETE' && path.startsWith('/classes/_Hooks')))
    .map((method) => row(method, path, hasBody(method) ? '{}' : undefined, { title: '.' })),
)

const known = [
  '/users',
  '/login',
  '/users/me',
  '/users/$USER',
  '/logout',
  '/requestPasswordReset',
  '/batch',
  '/loginAs',
]
const wrongMethods = known.flatMap((path) =>
  ['PATCH', 'TRACE', 'PROPFIND', 'SEARCH', 'LOCK', 'QUERY', 'MKCOL'].map((method) => row(method, path)),
)

const overrides = [
  '"PATCH"',
  '"nope"',
  '{"a":1}',
  '["GET"]',
  '5',
  '"__proto__"',
  '"constructor"',
  '"get\\u0000"',
]
  .concat([
    '"\\ud800"',
    JSON.stringify(megabyte),
    '"OPTIONS"',
    '"HEAD"',
    '"TRACE"',
    '"CONNECT"',
    '"USE"',
    '"ALL"',
  ])
  .flatMap((method) =>
    ['/users', '/login', '/users/me', '/users/$USER'].map((path) =>
      row('POST', path, `{"_method":${method}}`, { title: `_method ${method.slice(0, 20)}` }),
    ),
  )

const files = [
  ...['%', '%00', '__proto__', '..%2fx', 'x'.repeat(300), '.', 'a%20b', '%ED%A0%80'].map((name) =>
    row('POST', `/files/${name}`, 'x', { headers: { 'Content-Type': 'text/plain' } }),
  ),
  ...['garbage', '[]', 'null', '"x"', '{"_ApplicationId":"$APP"}', '{"_ApplicationId":"$APP","base64":5}']
    .concat([
      '{"__proto__":{"a":1}}',
      '{"_ApplicationId":"$APP","base64":"YQ==","fileData":5}',
      '{"_ApplicationId":5}',
    ])
    .map((body) =>
      row('POST', '/files/x.txt', body, { headers: { 'Content-Type': 'text/plain', ...withoutKeys } }),
    ),
]

const form = { 'Content-Type': 'application/x-www-form-urlencoded', ...withoutKeys }
const pages = [
  '',
  'token=',
  'token=x',
  'token[]=x',
  'token[$ne]=1',
  'token=x&token=y',
  'token=%00',
  'token=%ED%A0%80',
]
  .concat([
    'token=%',
    `token=${'x'.repeat(8000)}`,
    'locale=../../etc',
    'locale[]=x',
    'token=%3Cscript%3Ealert(1)',
    'locale=__proto__',
  ])
  .concat([
    'token=x%0d%0aSet-Cookie:a',
    '__proto__[a]=1',
    'appId[]=x',
    'token=%F0%9F%98%80',
    'username=%00&token=x',
  ])
const noPages = [
  '/apps/app',
  '/apps/x.html',
  '/apps/app/nope',
  '/apps/../../etc/passwd',
  '/apps/%/verify_email',
].concat(['/apps/..%2f..%2fpackage.json', '/apps/%00'])
const pagePaths = [
  '/apps/$APP/verify_email',
  '/apps/$APP/request_password_reset',
  '/apps/choose_password',
].concat(['/apps/nope/verify_email', '/apps/__proto__/verify_email', '/apps/constructor/verify_email'])
const posted = [
  '',
  'token=',
  'token=x',
  'token=x&new_password=',
  'token=x&new_password=y',
  'token[]=x&new_password[]=y',
]
  .concat([
    'token=x&token=y&new_password=a&new_password=b',
    'token=%00&new_password=x',
    'token=x&new_password=%00',
  ])
  .concat([
    'token=%ED%A0%80&new_password=x',
    'token=%&new_password=%',
    'new_password=x',
    'username=a&username=b',
  ])
  .concat([
    `token=x&new_password=${'x'.repeat(90_000)}`,
    'username[$ne]=1',
    'locale=../..&token=x',
    '__proto__=1',
  ])
const xhr = { 'X-Requested-With': 'XMLHttpRequest' }
const post = (path: string, body: string, headers = {}) =>
  row('POST', path, body, { headers: { ...form, ...headers } })

describeBadInput('paths', (context) => {
  testRefused(context, [...routes, ...wrongMethods, ...overrides, ...files])
  testRefused(context, [
    ...posted.map((body) => post('/apps/$APP/request_password_reset', body, xhr)),
    post('/apps/$APP/request_password_reset', `a=${'x'.repeat(200_000)}`, xhr),
    post('/apps/$APP/request_password_reset', 'x', {
      ...xhr,
      'Content-Type': `${form['Content-Type']}; charset=foo`,
    }),
    row('POST', '/apps/$APP/request_password_reset', '{', { headers: { ...json, ...xhr, ...withoutKeys } }),
  ])

  const visits = [
    ...noPages.map((path) => row('GET', path)),
    ...pagePaths.flatMap((path) =>
      pages.map((query) => row('GET', `${path}?${query}`, undefined, { headers: withoutKeys })),
    ),
    ...posted.flatMap((body) => [
      post('/apps/$APP/request_password_reset', body),
      post('/apps/$APP/resend_verification_email', body),
    ]),
  ]
  test.each(visits)('a page, or a way to one: $title', async (visit) => {
    const answer = await context.send(visit)
    expect(`${answer.status} ${answer.text.slice(0, 300)}`).toMatch(/^(?:200|303|4\d\d)/)
    if (answer.type.includes('html')) expect(answer.text).not.toMatch(/\.js:\d|<script>alert|node_modules/)
    else expectNothingLeaks(answer, context)
  })

  test('the user is there as before', async () => {
    const { status } = await context.send(row('GET', '/users/me', undefined, { headers: asAnn }))
    expect(status).toBe(200)
  })
})
