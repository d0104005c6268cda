/** Security headers: a table of the kinds of answers, and what each one has. */
import { parse } from 'content-disposition'
import type { Express } from 'express'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { rest, type RestResponse, send } from '../../support/rest'

const files = new Map<string, Buffer>()
const filesAdapter = {
  createFile: (name: string, data: Buffer) => void files.set(name, data),
  deleteFile: (name: string) => void files.delete(name),
  getFileData: async (name: string) => files.get(name) ?? Promise.reject(new Error('none')),
  getFileLocation: (config: { mount: string; applicationId: string }, name: string) =>
    `${config.mount}/files/${config.applicationId}/${name}`,
  validateFilename: () => null,
}
for (const kind of ['html', 'svg', 'png', 'mp4', 'pdf', 'xml', 'nothing-known'])
  files.set(`file.${kind}`, Buffer.from('<script>1</script>'))

const backendless = { applicationId: 'app', apiKey: 'a-backendless-key' }
const auth0 = {
  domain: 'tenant.example.com',
  clientId: 'client',
  audience: 'https://api.example.com',
  actionSecrets: ['a-secret-of-32-characters-or-more'],
}
const encrypted = { 'X-Forwarded-Proto': 'https' }
const user = { username: 'ann', password: 'p_n7!-e8' }

type Ask = (host: Host, headers?: Record<string, string>) => Promise<RestResponse>
const get =
  (path: string): Ask =>
  (host, headers = {}) =>
    send(host, 'GET', host.url + path, { headers })
const post =
  (path: string, body: unknown): Ask =>
  (host, headers = {}) =>
    send(host, 'POST', host.url + path, { headers, body })

const data: [string, number, Ask][] = [
  ['a log-in', 200, post('/parse/login', user)],
  ['a dead session', 400, get('/parse/users/me')],
  ['a query', 200, get('/parse/classes/Note')],
  ['a refusal', 404, post('/parse/login', { ...user, password: 'wrong' })],
  ['malformed JSON', 400, (host, headers = {}) => rest(host, 'POST', '/login', { headers, rawBody: '{' })],
  [
    'a refused app',
    403,
    (host, headers = {}) => rest({ ...host, appId: 'other' }, 'GET', '/users', { headers }),
  ],
  ['a path that is not there', 404, get('/parse/nothing')],
  ['a path that no one can read', 400, get('/parse/classes/%E0%A4%A')],
  ['a batch', 200, post('/parse/batch', { requests: [] })],
  ['CORS’ question', 200, (host, headers = {}) => rest(host, 'OPTIONS', '/users', { headers })],
  ['a GraphQL answer', 200, post('/graphql', { query: '{ health }' })],
  ['a GraphQL refusal', 400, post('/graphql', { query: '{ nothing }' })],
  ['a path below GraphQL', 400, post('/graphql/below', { query: '{ nothing }' })],
  ['the endpoint of Actions', 401, post('/auth0/session', {})],
  ['Backendless’ routes', 404, get('/backendless/nothing')],
  ['an upload', 400, post('/parse/files/x.png', {})],
]

const hosts: [string, Ask][] = [
  ['a route of the host', get('/own')],
  ['a path that nobody answers', get('/nobody')],
]

/** What the helper of these specs, and browsers, must not find anywhere. */
const absent = ['x-powered-by', 'etag']
const ours = ['content-security-policy', 'referrer-policy', 'cache-control', 'strict-transport-security']
const nothing = "default-src 'none';frame-ancestors 'none'"

function headersOf({ headers }: RestResponse, names: string[]): Record<string, string | null> {
  return Object.fromEntries(names.map((name) => [name, headers.get(name)]))
}

interface Cloud {
  Cloud: { afterFind(name: string, trigger: (request: { file: { name(): string } }) => object): void }
}

const options = {
  pages: false as const,
  backendless,
  auth0,
  parseServer: {
    filesAdapter,
    cloud: (Server: Cloud) =>
      Server.Cloud.afterFind('@File', ({ file }) => ({
        file,
        forceDownload: file.name().startsWith('forced'),
      })),
    verifyUserEmails: false,
    emailAdapter: { sendMail: () => undefined },
  },
  before: (app: Express) => void app.set('trust proxy', 'loopback'),
  after: (app: Express) => void app.get('/own', (_req, res) => void res.send('own')),
}

describeWithDatabase('security headers', (database) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost({ database: database(), ...options })
    await rest(host, 'POST', '/users', { body: user })
    await rest(host, 'POST', '/classes/Note', { master: true, body: {} })
  })
  afterAll(() => host.close())

  test.each(data)('%s is for its client alone, and nothing in it runs', async (_what, status, ask) => {
    const answer = await ask(host)
    expect(answer.status).toBe(status)
    expect(headersOf(answer, Object.keys(expectedOfData))).toEqual(expectedOfData)
  })
  const expectedOfData = {
    'cache-control': 'no-store',
    'content-security-policy': nothing,
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'strict-transport-security': null,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    ...Object.fromEntries(absent.map((name) => [name, null])),
  }

  test.each(data)('%s has the type and the charset that it is', async (what, _status, ask) => {
    const { headers, body } = await ask(host)
    const isEmpty = what === 'CORS’ question'
    expect([headers.get('content-type'), typeof body]).toEqual(
      isEmpty ? [expect.anything(), 'string'] : ['application/json; charset=utf-8', 'object'],
    )
  })

  test.each([...data.slice(0, 4), ...data.slice(10)])(
    '%s tells, by TLS, to stay with it',
    async (_what, _status, ask) => {
      const { headers } = await ask(host, encrypted)
      expect(headers.get('strict-transport-security')).toBe('max-age=31536000')
    },
  )

  test.each([
    ['html', 'attachment; filename=file.html', 'sandbox'],
    ['svg', 'attachment; filename=file.svg', 'sandbox'],
    ['xml', 'attachment; filename=file.xml', 'sandbox'],
    ['nothing-known', 'attachment; filename=file.nothing-known', 'sandbox'],
    ['png', 'inline; filename=file.png', 'sandbox'],
    ['mp4', 'inline; filename=file.mp4', 'sandbox'],
    // Browsers don't start their viewer in a sandbox.
    ['pdf', 'inline; filename=file.pdf', null],
  ])(
    'a file that ends with .%s does not run, and can be embedded anywhere',
    async (kind, disposition, policy) => {
      const answer = await get(`/parse/files/${host.appId}/file.${kind}`)(host)
      expect(answer.status).toBe(200)
      const { 'content-security-policy': found, ...others } = headersOf(answer, [
        ...[
          'content-security-policy',
          'content-disposition',
          'cross-origin-resource-policy',
          'x-frame-options',
        ],
        ...['x-content-type-options', 'referrer-policy', 'cache-control', ...absent],
      ])
      expect(found?.split('; ').find((directive) => directive === 'sandbox') ?? null).toBe(policy)
      expect(others).toEqual({
        'content-disposition': disposition,
        'cross-origin-resource-policy': 'cross-origin',
        'x-frame-options': null,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cache-control': null,
        'x-powered-by': null,
        etag: null,
      })
    },
  )

  test.each([
    ['größe "a";b.png', 'inline'],
    ['forced größe "a";b.png', 'attachment'],
  ])('the file %s has its name, encoded', async (name, type) => {
    files.set(name, Buffer.from('x'))
    const { headers } = await get(`/parse/files/${host.appId}/${encodeURIComponent(name)}`)(host)
    const parsed = parse(String(headers.get('content-disposition')))
    expect(parsed).toEqual({ type, parameters: expect.objectContaining({ filename: name }) as unknown })
  })

  test('a page runs the scripts of Parse Server only, and leads nowhere else', async () => {
    const answer = await get(`/parse/apps/${host.appId}/verify_email`)(host)
    expect(answer.body).toContain('<html>')
    expect(headersOf(answer, ['cache-control', 'x-frame-options', 'etag', 'x-powered-by'])).toEqual({
      'cache-control': 'no-store',
      'x-frame-options': 'DENY',
      etag: null,
      'x-powered-by': null,
    })
    expect(answer.headers.get('content-security-policy')?.split(';').sort()).toEqual([
      "base-uri 'none'",
      "default-src 'none'",
      `form-action 'self' ${host.url}`,
      "frame-ancestors 'none'",
      "object-src 'none'",
      expect.stringMatching(/^script-src ('sha256-[\w+/]+=' ?)+$/),
    ])
  })

  test.each(hosts)('%s has none of ours', async (_what, ask) => {
    const answer = await ask(host, encrypted)
    expect(answer.headers.get('x-powered-by')).toBe('Express')
    const found = ours.filter((name) => answer.headers.has(name))
    // Express says of its own error page that nothing in it runs.
    expect(found.filter((name) => name !== 'content-security-policy')).toEqual([])
  })

  test('clients of other origins are let in by CORS as by Parse Server alone', async () => {
    const { headers } = await rest(host, 'GET', '/users', { headers: { Origin: 'https://app.example.com' } })
    expect(headers.get('access-control-allow-origin')).toBe('*')
  })
})

describeWithDatabase('without security headers (`headers: false`)', (database) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost({ database: database(), ...options, headers: false })
  })
  afterAll(() => host.close())

  test('answers have those that the host sets', async () => {
    const { headers } = await get('/parse/users/me')(host, encrypted)
    expect(ours.filter((name) => headers.has(name))).toEqual([])
  })
})
