/** Settings that are not safe: refused in production, told once elsewhere. */
import { createAccounts, AccountsError, type AccountsOptions } from '../../../index'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'

type Options = Omit<AccountsOptions, 'parseServer'> & { parseServer: Record<string, unknown> }

const hash = '$2b$10$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ01234'
const parseServer = {
  appId: 'my-app',
  masterKey: 'a-secret-of-32-characters-or-more',
  publicServerURL: 'https://api.example.com/parse',
  databaseURI: 'postgres://localhost/app',
}
const good: Options = { parseServer, dashboard: { users: [{ user: 'ann', pass: hash }] } }
const withParse = (changes: object): Options => ({ ...good, parseServer: { ...parseServer, ...changes } })

const refused: [string, Options, string][] = [
  ['a short master key', withParse({ masterKey: 'master-secret' }), 'parseServer.masterKey'],
  ['a master key that is the appId', withParse({ appId: parseServer.masterKey }), 'parseServer.masterKey'],
  ['a short maintenance key', withParse({ maintenanceKey: 'secret' }), 'parseServer.maintenanceKey'],
  [
    'plain HTTP',
    withParse({ publicServerURL: 'http://api.example.com/parse' }),
    'parseServer.publicServerURL',
  ],
  [
    'a Dashboard password that can be read',
    { ...good, dashboard: { users: [{ user: 'ann', pass: 'secret' }] } },
    'dashboard.users',
  ],
  [
    'the master key from every address',
    withParse({ masterKeyIps: ['0.0.0.0/0', '::/0'] }),
    'parseServer.masterKeyIps',
  ],
]

const choices: [string, Options][] = [
  ['parseServer.allowClientClassCreation', withParse({ allowClientClassCreation: true })],
  ['parseServer.enableInsecureAuthAdapters', withParse({ enableInsecureAuthAdapters: true })],
  ['parseServer.enforcePrivateUsers', withParse({ enforcePrivateUsers: false })],
  ['parseServer.fileUpload.enableForPublic', withParse({ fileUpload: { enableForPublic: true } })],
  ['graphql.publicIntrospection', { ...good, graphql: { publicIntrospection: true } }],
]

const problemsOf = (options: Options): string[] => {
  try {
    createAccounts(options as unknown as AccountsOptions)
    return []
  } catch (thrown) {
    if (!(thrown instanceof AccountsError)) throw thrown
    expect(thrown.code).toBe('ERR_OPTIONS')
    expect(thrown.message).not.toMatch(/secret/)
    return thrown.problems.map(({ path }) => path)
  }
}

describe('in production', () => {
  const before = process.env.NODE_ENV
  beforeAll(() => void (process.env.NODE_ENV = 'production'))
  afterAll(() => void (process.env.NODE_ENV = before))

  test.each(refused)('%s is refused', (_what, options, path) => {
    expect(problemsOf(options)).toEqual([path])
  })

  test.each(refused)('%s is not refused with `checks: "warn"`, nor with `false`', (_what, options) => {
    expect(problemsOf({ ...options, checks: 'warn' })).toEqual([])
    expect(problemsOf({ ...options, checks: false })).toEqual([])
  })

  test.each<[string, Options]>([
    ['good settings', good],
    ['plain HTTP on this machine', withParse({ publicServerURL: 'http://localhost:1337/parse' })],
    ['a key from a function', withParse({ masterKey: () => 'secret' })],
    ...choices.map(([path, options]) => [`${path}, which may be meant,`, options] as [string, Options]),
  ])('%s is accepted', (_what, options) => {
    expect(problemsOf(options)).toEqual([])
  })
})

test.each(refused.slice(0, 5))(
  'elsewhere %s is refused with `checks: "error"` only',
  (_what, options, path) => {
    expect(problemsOf(options)).toEqual([])
    expect(problemsOf({ ...options, checks: 'error' })).toEqual([path])
  },
)

test('`checks` is refused as anything else', () => {
  expect(problemsOf({ ...good, checks: true } as unknown as Options)).toEqual(['checks'])
})

describeWithDatabase('the log', (database) => {
  let host: Host | undefined
  let warnings: string[]
  const loggerAdapter = {
    log: (level: string, message: unknown) => {
      if (level === 'warn') warnings.push(String(message))
    },
  }
  const start = async (changes: Partial<Options> = {}) => {
    const options = { ...changes, parseServer: { loggerAdapter, ...changes.parseServer } }
    host = await startHost({ database: database(), ...(options as object) })
    return host
  }
  beforeEach(() => void (warnings = []))
  afterEach(() => host?.close())

  test('tells once what is not safe, what to do, and how to hear no more of it', async () => {
    await start({
      dashboard: { users: [{ user: 'ann', pass: 'secret' }] },
      parseServer: { masterKey: 'short', allowClientClassCreation: true },
    })
    expect(warnings).toHaveLength(3)
    expect(warnings[0]).toMatch(/^parseServer\.masterKey .*openssl rand.*`checks: false`/)
    expect(warnings[1]).toMatch(/^dashboard\.users .*bcrypt.*`checks: false`/)
    expect(warnings[2]).toMatch(/^parseServer\.allowClientClassCreation .*`checks: false`/)
  })

  test('tells nothing of safe settings, nor with `checks: false`', async () => {
    await start()
    expect(warnings).toEqual([])
    await host?.close()
    await start({ checks: false, parseServer: { masterKey: 'short' } })
    expect(warnings).toEqual([])
  })

  test('tells once that forwarded addresses come, and no proxy is trusted', async () => {
    const headers = { 'X-Forwarded-For': '203.0.113.7' }
    const running = await start()
    await rest(running, 'GET', '/health', { headers })
    await rest(running, 'GET', '/health', { headers })
    expect(warnings.filter((text) => text.includes('trusts no proxy'))).toHaveLength(1)
  })

  test('tells nothing of forwarded addresses to an app that trusts its proxy', async () => {
    const headers = { 'X-Forwarded-For': '203.0.113.7' }
    const before = (app: { set: (name: string, value: string) => unknown }) =>
      void app.set('trust proxy', 'loopback')
    const running = await start({ before } as object)
    await rest(running, 'GET', '/health', { headers })
    expect(warnings).toEqual([])
  })
})
