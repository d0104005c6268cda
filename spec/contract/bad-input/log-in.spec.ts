/** Bad log-ins, and what else needs no session: loginAs, password check, challenge, requests for e-mails. */
import { describeBadInput, testRefused } from './bad-input'
import { asMaster, fieldRows, row, type Row } from './rows'
import * as values from './values'

const credentials = { username: '"$NAME"', password: '"wrong"' }
const empty = { null: 'null', 'no text': '""' }
const noAuthData = values.noObject

/** A name of a provider that is none: the check of a password looks at no provider. */
const isPrototype = ({ title }: Row) => /verifyPassword: authData is a .* key$/.test(title)

const logIn = ['/login', '/verifyPassword'].flatMap((path) => [
  ...fieldRows({ path, field: 'username', values: values.noText, others: { password: '"$PASSWORD"' } }),
  ...fieldRows({ path, field: 'username', values: empty, others: { password: '"$PASSWORD"' } }),
  ...fieldRows({
    path,
    field: 'password',
    values: { ...values.noText, ...empty },
    others: { username: '"$NAME"' },
  }),
  ...fieldRows({ path, field: 'email', values: values.noText, others: { password: '"$PASSWORD"' } }),
  ...['username', 'email', 'password'].flatMap((field) =>
    fieldRows({ path, field, values: { 'too long': `"${'x'.repeat(1001)}"` }, others: credentials }),
  ),
  ...fieldRows({
    path,
    field: 'authData',
    values: noAuthData,
    others: { username: '"$NAME"', password: '"$PASSWORD"' },
  }),
])

const authData = ['custom', 'nobody', 'constructor', 'a.b'].flatMap((provider) =>
  fieldRows({ path: '/login', field: `authData.${provider}`, values: noAuthData, others: credentials }),
)

const byQuery = ['', 'username=$NAME', 'password=x', 'username[]=a&password=x', 'username[$ne]=a&password=x']
  .concat(['username=$NAME&password[$ne]=1', 'username=a&username=b&password=x', 'username=%00&password=x'])
  .concat(['username=%ED%A0%80&password=x', 'username=%&password=x', 'username=%E0%A4%A&password=%'])
  .concat([
    '__proto__[x]=1&username=a&password=b',
    'username=$NAME&password=%00',
    'email[$regex]=.&password=y',
  ])
  .concat([`password=a&username=${'x'.repeat(8000)}`, 'username=%22a%5Cu0000%22&password=x'])
  .flatMap((query) => ['/login', '/verifyPassword'].map((path) => row('GET', `${path}?${query}`)))

const loginAs = [
  ...fieldRows({ path: '/loginAs', field: 'userId', values: values.noText, headers: asMaster }),
  ...fieldRows({
    path: '/loginAs',
    field: 'userId',
    values: { ...empty, unknown: '"x"' },
    headers: asMaster,
  }),
  ...fieldRows({ path: '/loginAs', field: 'userId', values: { Ann: '"$USER"', ...values.objects } }),
  ...[
    '',
    'userId=x',
    'userId[$ne]=x',
    'userId[]=x',
    'userId=a&userId=b',
    'userId=%00',
    'userId[$regex]=.',
  ].flatMap((query) =>
    ['GET', 'POST'].map((method) => row(method, `/loginAs?${query}`, undefined, { headers: asMaster })),
  ),
]

const emails = ['/requestPasswordReset', '/verificationEmailRequest'].flatMap((path) => [
  ...fieldRows({ path, field: 'email', values: { ...values.noText, ...empty } }),
  row('POST', path, '{}'),
])

const challenges = [
  ...['username', 'email', 'password'].flatMap((field) =>
    fieldRows({
      path: '/challenge',
      field,
      values: values.neverValid,
      others: { username: '"$NAME"', password: '"wrong"', challengeData: '{"custom":1}' },
    }),
  ),
  ...fieldRows({
    path: '/challenge',
    field: 'authData',
    values: values.noObject,
    others: { challengeData: '{}' },
  }).filter(({ title }) => !/ (zero|false|an empty (array|text))$/.test(title)),
  ...fieldRows({
    path: '/challenge',
    field: 'challengeData',
    values: { ...values.badTexts, ...values.tooDeep, ...values.badTypes, text: '"x"' },
  }),
  row('POST', '/challenge', '{}'),
]

describeBadInput('log-in', (context) => {
  testRefused(context, [
    ...logIn.filter((each) => !isPrototype(each)),
    ...authData,
    ...byQuery,
    ...loginAs,
    ...emails,
    ...fieldRows({ path: '/requestPasswordReset', field: 'token', values: values.noText }),
    ...challenges,
    row('GET', `/login?password=a&username=${'x'.repeat(20_000)}`.slice(0, 15_000)),
  ])

  test.each([
    ['nothing', '{}'],
    ['null', 'null'],
  ])('accepted: a log-in with authData of %s', async (_kind, authData) => {
    const body = `{"username":"$NAME","password":"$PASSWORD","authData":${authData}}`
    const { status, json } = await context.send(row('POST', '/login', body))
    expect([status, json]).toEqual([200, expect.objectContaining({ objectId: context.ann.objectId })])
  })

  test.each(['/requestPasswordReset', '/verificationEmailRequest'])(
    'accepted: %s for an unknown address, so that nobody learns which are known',
    async (path) => {
      const { status, json } = await context.send(row('POST', path, '{"email":"nobody@example.com"}'))
      expect([status, json]).toEqual([200, {}])
    },
  )
})
