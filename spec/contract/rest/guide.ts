/**
 * The setting of the REST guide: an app with and without client keys, and a client that sends what the guide's
 * client sends.
 *
 *     describeGuide('Signing Up', {}, (guide) => {
 *       test('answers …', async () => {
 *         const answer = await guide.send('POST', '/users', { body: cooldude6 })
 *       })
 *     })
 */
import { describeWithDatabase } from '../../support/database'
import { type Host, type HostOptions, startHost } from '../../support/host'
import { rest, type RestRequest } from '../../support/rest'

export interface Answer {
  status: number
  headers: Headers
  body: unknown
}

/** What a sign-up and a log-in have in common. */
export interface Session {
  objectId: string
  sessionToken: string
}

export interface Guide {
  readonly host: Host
  /** Sends the headers that the guide always sends: the application's id and, where there is one, the key. */
  send(method: string, path: string, request?: RestRequest): Promise<Answer>
  signUp(fields?: Record<string, unknown>): Promise<Session>
  /** A user as the master key sees it. */
  read(userId: string): Promise<Record<string, unknown>>
  /** The sessions of a user, as the master key sees them. */
  sessionsOf(userId: string): Promise<Record<string, unknown>[]>
}

/** The guide's users. */
export const cooldude6 = { username: 'cooldude6', password: 'p_n7!-e8', phone: '415-392-0202' }
export const bigglesworth = { username: 'bigglesworth', password: 'm1n1-me!', phone: '650-253-0000' }

export const revocable = { 'X-Parse-Revocable-Session': '1' }

export const clientKeys = {
  clientKey: 'spec-client-key',
  javascriptKey: 'spec-javascript-key',
  dotNetKey: 'spec-dotnet-key',
  restAPIKey: 'spec-rest-api-key',
}

interface Variant {
  name: string
  keys: Partial<typeof clientKeys>
}

const variants: Variant[] = [
  { name: 'without client keys', keys: {} },
  { name: 'with client keys', keys: clientKeys },
]

type GuideOptions = Omit<HostOptions, 'database'>

/**
 * Runs the tests of a section twice, each time on an app of its own; every test starts without users.
 * @param options a function of them is called when the app starts, after the hooks of the file.
 */
export function describeGuide(
  section: string,
  options: GuideOptions | (() => GuideOptions),
  body: (guide: Guide) => void,
): void {
  describe.each(variants)(`REST guide: ${section}`, ({ name, keys }) => {
    describeWithDatabase(name, (database) => {
      let host: Host | undefined
      const guide = createGuide(() => host ?? notYet(), keys)
      beforeAll(async () => {
        const { parseServer, ...others } = typeof options === 'function' ? options() : options
        host = await startHost({ ...others, database: database(), parseServer: { ...parseServer, ...keys } })
      })
      afterEach(() => forgetUsers(guide.host))
      afterAll(() => host?.close())
      body(guide)
    })
  })
}

function notYet(): never {
  throw new Error('The host exists in hooks and tests only')
}

function createGuide(host: () => Host, { restAPIKey }: Variant['keys']): Guide {
  const keyHeader = restAPIKey ? { 'X-Parse-REST-API-Key': restAPIKey } : {}
  const list = async (path: string, where: object) => {
    const answer: Answer = await rest(host(), 'GET', path, { query: { where }, master: true })
    return (answer.body as { results: Record<string, unknown>[] }).results
  }
  const send: Guide['send'] = (method, path, { headers, ...request } = {}) =>
    rest(host(), method, path, { ...request, headers: { ...keyHeader, ...headers } })
  return {
    get host() {
      return host()
    },
    send,
    signUp: async (fields = cooldude6) => {
      const { status, body } = await send('POST', '/users', { headers: revocable, body: fields })
      expect(status).toBe(201)
      return body as Session
    },
    read: async (userId) => {
      const [user] = await list('/users', { objectId: userId })
      return user ?? {}
    },
    sessionsOf: (userId) =>
      list('/sessions', { user: { __type: 'Pointer', className: '_User', objectId: userId } }),
  }
}

async function forgetUsers(host: Host): Promise<void> {
  for (const className of ['_User', '_Session'])
    await rest(host, 'DELETE', `/purge/${className}`, { master: true })
}
