/** Options: every wrong one is named at once, with what is expected, and no value is told. */
import { type AccountsOptions, createAccounts } from '../index'
import { errorOf, good, pathsOf } from './support/options'

const withParse = (changes: object) => ({ parseServer: { ...good, ...changes } })

test('good options are accepted', () => {
  expect(() => createAccounts({ parseServer: good })).not.toThrow()
})

test.each([
  [true, 'sessions', /false, or an object/],
  [{ perUser: 1.5 }, 'sessions', /whole numbers/],
  [{ maxDays: 366 }, 'sessions.maxDays', /from 1 to 365$/],
  [{ idleDays: 0 }, 'sessions.idleDays', /from 1 to 365$/],
  [{ days: 3 }, 'sessions.days', /misspelt/],
])('limits of sessions that make no sense are refused: %j', (sessions, path, message) => {
  const { problems } = errorOf({ parseServer: good, sessions })
  expect(problems).toEqual([{ path, message: expect.stringMatching(message) }])
})

test.each<AccountsOptions['sessions']>([false, {}, { perUser: 1 }])(
  'limits of sessions may be left out, in part too: %j',
  (sessions) => {
    expect(() => createAccounts({ parseServer: good, sessions })).not.toThrow()
  },
)

test.each(['redis+sentinel://one:26379/main', 'redis://one:6379,two:6379', 'localhost:6379', 'https://one'])(
  'what is no URL of one Redis is refused: %s',
  (redisUrl) => {
    const { problems } = errorOf({ parseServer: good, redisUrl })
    expect(problems).toEqual([
      { path: 'redisUrl', message: expect.stringMatching(/Cluster are not supported$/) },
    ])
  },
)

test('all wrong options are named in one error', () => {
  const error = errorOf({
    parseServer: {
      ...good,
      appId: 'a b',
      masterKey: undefined,
      publicServerURL: 'nowhere',
      accountLockout: { duration: 0 },
    },
    email: { transport: 'http://mail.example.com' },
    dashboard: { users: [] },
    graphql: { path: 'graphql' },
    grafql: {},
  })
  expect(error).toMatchObject({ name: 'AccountsError', code: 'ERR_OPTIONS' })
  expect(error.problems.map(({ path }) => path).sort()).toEqual(
    [
      'dashboard.users',
      'email.from',
      'email.transport',
      'graphql.path',
      'grafql',
      'parseServer.accountLockout.duration',
      'parseServer.accountLockout.threshold',
      'parseServer.appId',
      'parseServer.masterKey',
      'parseServer.publicServerURL',
    ].sort(),
  )
  for (const { path, message } of error.problems) expect(error.message).toContain(`${path}: ${message}`)
})

test.each<[string, object, string]>([
  ['no appId', { appId: undefined }, 'parseServer.appId'],
  ['an empty appId', { appId: '' }, 'parseServer.appId'],
  ['an appId with a slash', { appId: 'a/b' }, 'parseServer.appId'],
  ['an appId with a question mark', { appId: 'a?b' }, 'parseServer.appId'],
  ['an appId with an umlaut', { appId: 'äpp' }, 'parseServer.appId'],
  ['no masterKey', { masterKey: '' }, 'parseServer.masterKey'],
  ['no publicServerURL', { publicServerURL: undefined }, 'parseServer.publicServerURL'],
  [
    'a publicServerURL without path',
    { publicServerURL: 'https://api.example.com' },
    'parseServer.publicServerURL',
  ],
  [
    'a publicServerURL with a query',
    { publicServerURL: 'https://api.example.com/parse?x=1' },
    'parseServer.publicServerURL',
  ],
  ['a publicServerURL for files', { publicServerURL: 'file:///parse' }, 'parseServer.publicServerURL'],
  ['a database of another kind', { databaseURI: 'mysql://localhost/app' }, 'parseServer.databaseURI'],
  [
    'a lockout of 0 minutes',
    { accountLockout: { duration: 0, threshold: 3 } },
    'parseServer.accountLockout.duration',
  ],
  [
    'a lockout of 100000 minutes',
    { accountLockout: { duration: 100_000, threshold: 3 } },
    'parseServer.accountLockout.duration',
  ],
  [
    'a lockout after 1000 failures',
    { accountLockout: { duration: 5, threshold: 1000 } },
    'parseServer.accountLockout.threshold',
  ],
  [
    'a lockout after half a failure',
    { accountLockout: { duration: 5, threshold: 0.5 } },
    'parseServer.accountLockout.threshold',
  ],
  ['a size that Parse Server cannot read', { maxUploadSize: '1tb' }, 'parseServer.maxUploadSize'],
  ['verification without e-mail', { verifyUserEmails: true }, 'parseServer.verifyUserEmails'],
  [
    'e-mail without a name of the app',
    { appName: undefined, emailAdapter: { sendMail: () => undefined } },
    'parseServer.appName',
  ],
  ['an e-mail adapter that sends nothing', { emailAdapter: {} }, 'parseServer.emailAdapter'],
  [
    'an e-mail adapter that is not installed',
    { emailAdapter: 'no-such-package' },
    'parseServer.emailAdapter',
  ],
  [
    'a page under an unknown name',
    { customPages: { verfied: 'https://x.example.com/' } },
    'parseServer.customPages.verfied',
  ],
  [
    'a page without address',
    { customPages: { invalidLink: 'undefined/auth' } },
    'parseServer.customPages.invalidLink',
  ],
  ['the master key as maintenance key', { maintenanceKey: good.masterKey }, 'parseServer.maintenanceKey'],
  ['what Parse Server itself refuses', { sessionLength: -1 }, 'parseServer'],
])('%s is refused', (_, changes, path) => {
  expect(pathsOf(withParse(changes))).toEqual([path])
})

test.each([undefined, null, 'options', 42, []])('options that are no object are refused: %p', (options) => {
  expect(errorOf(options).code).toBe('ERR_OPTIONS')
})

test('`email` and `parseServer.emailAdapter` exclude each other', () => {
  const email = { transport: 'smtp://localhost', from: 'a@example.com' }
  expect(pathsOf({ ...withParse({ emailAdapter: { sendMail: () => undefined } }), email })).toEqual(['email'])
})

test.each([
  ['below the API', { graphql: { path: '/parse/graphql' } }, 'graphql.path'],
  [
    'on the path of GraphQL',
    { dashboard: { path: '/graphql', users: [{ user: 'a', pass: 'b' }] } },
    'dashboard.path',
  ],
])('a part %s is refused', (_, part, path) => {
  expect(pathsOf({ ...withParse({}), ...part })).toEqual([path])
})

const hash = '$2b$10$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ01234'

test.each([
  [
    'a hash beside a plain password',
    [
      { user: 'a', pass: hash },
      { user: 'b', pass: 'plain' },
    ],
    'dashboard.users',
  ],
  [
    'readOnly without such a key',
    [{ user: 'a', pass: 'b', readOnly: true }],
    'parseServer.readOnlyMasterKey',
  ],
])('Dashboard users are refused with %s', (_, users, path) => {
  expect(pathsOf({ ...withParse({}), dashboard: { users } })).toEqual([path])
})

test('no value stands in the error', () => {
  const transport = 'ftp://user:mail-secret@localhost'
  const { message } = errorOf({
    ...withParse({ appId: 'odd/secret' }),
    email: { transport, from: 'from-secret' },
  })
  expect(message).not.toMatch(/secret/)
})

test('the host keeps its options as they were', () => {
  const options = withParse({
    accountLockout: { duration: 5, threshold: 3 },
    pages: {},
    customPages: { invalidLink: 'https://x.example.com/' },
  })
  const before = structuredClone(options)
  createAccounts(options)
  expect(options).toEqual(before)
})

test.each(['use:api', [], ['two scopes'], ['a "quote"'], [7]].map((scope) => [scope]))(
  'auth0.scope is refused as %j',
  (scope) => {
    const auth0 = {
      domain: 'tenant.eu.auth0.com',
      clientId: 'id',
      audience: 'https://api.example.com',
      scope,
    }
    expect(errorOf({ parseServer: good, auth0 }).message).toContain('auth0.scope')
    expect(pathsOf({ parseServer: good, auth0 }).every((path) => path.startsWith('auth0.scope'))).toBe(true)
  },
)
