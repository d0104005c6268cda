/** Whom LiveQuery lets in, and how much a socket may ask of it. */
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { internals, type RequestConfig } from '../../../src/parse/internals'
import { rest } from '../../support/rest'
import { type LiveFrame, type LiveSocket, openLive } from '../../support/live-query'

/** Well above what a loaded machine takes between a socket's opening and its first frame. */
const websocketTimeout = 3000
const refusal = (code: number, error: string) => ({ op: 'error', code, error, reconnect: false })
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
const isError = ({ op }: LiveFrame) => op === 'error'

interface RowAdapter {
  deleteObjectsByQuery(className: string, schema: unknown, where: object): Promise<unknown>
}

describeWithDatabase('LiveQuery keeps bounds and', (database) => {
  let host: Host
  let live: LiveSocket
  const lines: string[] = []
  beforeAll(async () => {
    host = await startHost({
      database: database(),
      parseServer: {
        liveQuery: { classNames: ['Note'] },
        liveQueryServerOptions: { websocketTimeout },
        allowOrigin: ['https://app.example.com', 'https://www.example.com'],
        allowClientClassCreation: true,
        loggerAdapter: { log: (...line: unknown[]) => void lines.push(JSON.stringify(line)) },
        verbose: true,
      },
    })
    await host.accounts.attach(host.server)
  })
  afterAll(() => host.close())
  afterEach(() => live.end())

  /** On a socket that was closed, or must not have been. */
  const isConnected = async () => (await live.connect()).op === 'connected'

  test.each([
    ['a wrong application id', { applicationId: 'another-app' }],
    ['an empty application id', { applicationId: '' }],
  ])('refuses %s, and ends the socket', async (_what, fields) => {
    live = await openLive(host)
    expect(await live.connect(fields)).toMatchObject(refusal(4, 'The application id is wrong.'))
    expect(await live.closed).toBe(1008)
  })

  test.each([
    ['that is allowed', 'https://www.example.com'],
    ['that no browser sends', undefined],
  ])('takes an Origin %s', async (_what, origin) => {
    live = await openLive(host, undefined, origin === undefined ? {} : { origin })
    expect(await isConnected()).toBe(true)
  })

  test.each(['https://evil.example.com', 'https://app.example.com.evil.example', 'null'])(
    'refuses the Origin %s',
    async (origin) => {
      live = await openLive(host, undefined, { origin })
      expect(await live.saw(isError)).toMatchObject(refusal(119, 'This Origin is not allowed.'))
      expect(await live.closed).toBe(1008)
      expect(live.frames).toHaveLength(1)
    },
  )

  test('refuses a second connect on a socket, which goes on working', async () => {
    live = await openLive(host)
    expect(await isConnected()).toBe(true)
    expect(await live.connect()).toMatchObject(refusal(2, 'This socket is connected already.'))
    expect(await live.subscribe(1, 'Note')).toMatchObject({ op: 'subscribed' })
  })

  test('ends a socket that does not connect in time', async () => {
    live = await openLive(host)
    const error = 'The socket did not connect within 3000 ms.'
    expect(await live.saw(isError)).toMatchObject(refusal(2, error))
    expect(await live.closed).toBe(1008)
  })

  test('lets a socket that has connected stay', async () => {
    live = await openLive(host)
    expect(await isConnected()).toBe(true)
    const other = await openLive(host)
    await other.closed // it came later, and did not connect
    expect(await live.subscribe(1, 'Note')).toMatchObject({ op: 'subscribed' })
  })

  test('refuses a frame that is too large', async () => {
    live = await openLive(host)
    expect(await isConnected()).toBe(true)
    const large = { className: 'Note', where: { text: 'x'.repeat(256 * 1024) } }
    live.send({ op: 'subscribe', requestId: 1, query: large })
    expect(await live.saw(isError)).toMatchObject(refusal(116, 'A frame has 262144 bytes at the most.'))
    expect(await live.closed).toBe(1009)
    expect(lines.filter((line) => line.includes('xxxxxxxx') || line.includes('WebSocketServer'))).toEqual([])
  })

  test('takes a large query', async () => {
    live = await openLive(host)
    expect(await isConnected()).toBe(true)
    const objectIds = Array.from({ length: 10_000 }, (_, index) => `id${index}`)
    const where = { objectId: { $in: objectIds } }
    expect(await live.subscribe(1, 'Note', {}, { where })).toMatchObject({ op: 'subscribed' })
  })

  const namesOf = (length: number) => Array.from({ length }, (_, index) => `name${index}`)

  test.each([
    ['subscribe', 'keys', namesOf(501)],
    ['subscribe', 'watch', namesOf(501)],
    ['update', 'keys', namesOf(501)],
    ['subscribe', 'keys', [{ longer: 'than a name' }]],
  ])('refuses to %s with too much in %s, of which pairs are made, whoever asks', async (op, list, names) => {
    live = await openLive(host)
    live.send({ op, requestId: 7, query: { className: 'Note', where: {}, [list]: names } })
    const error = `${list} must be a list of at most 500 names.`
    expect(await live.saw(isError)).toMatchObject({ ...refusal(1, error), requestId: 7 })
    expect(await isConnected()).toBe(true)
    const query = { [list]: namesOf(500) }
    expect(await live.subscribe(8, 'Note', {}, query)).toMatchObject({ op: 'subscribed' })
  })

  test.each([
    ['is no JSON', '{"op":"subscribe","requestId":1,"query":{"sessionToken":"r:0123456789abcdef', 1],
    ['is JSON within JSON', JSON.stringify('{"sessionToken":"r:0123456789abcdef'), 1],
    ['is a list', '[{"op":"subscribe"}]', 1],
    ['is null', 'null', 1],
    ['is nested too deep', `{"op":"subscribe","requestId":7,"query":${nested(20_000)}}`, 107],
    [
      'holds a value that is none',
      '{"op":"subscribe","requestId":7,"query":{"className":"Note","where":{"a":{"__type":"Date"}}}}',
      111,
    ],
  ])('refuses a frame that %s, and tells no log what was in it', async (_what, frame, code) => {
    live = await openLive(host)
    expect(await isConnected()).toBe(true)
    live.send(frame)
    expect(await live.saw(isError)).toMatchObject({ code, reconnect: false })
    expect(await live.subscribe(2, 'Note')).toMatchObject({ op: 'subscribed' })
    expect(lines.filter((line) => line.includes('0123456789abcdef'))).toEqual([])
  })

  test('refuses more than 500 subscriptions of a socket, however fast they come', async () => {
    live = await openLive(host)
    expect(await isConnected()).toBe(true)
    const queries = Array.from({ length: 510 }, (_, number) => number + 1)
    const answers = await Promise.all(
      queries.map((number) => live.subscribe(number, 'Note', {}, { where: { number } })),
    )
    const refused = answers.filter(isError)
    expect(refused).toHaveLength(10)
    for (const answer of refused)
      expect(answer).toMatchObject(refusal(155, 'A socket has 500 subscriptions at the most.'))

    // One that is there may be asked for again, and another one take the place of one that is over.
    expect(await live.subscribe(1, 'Note')).toMatchObject({ op: 'subscribed' })
    live.send({ op: 'unsubscribe', requestId: 1 })
    await live.saw(({ op }) => op === 'unsubscribed')
    expect(await live.subscribe(511, 'Note')).toMatchObject({ op: 'subscribed' })
    expect((await live.subscribe(512, 'Note')).code).toBe(155)
  })

  test('refuses more than 100 session tokens of a socket, however fast they come', async () => {
    // None that sessions have: a look at all sessions would end the socket.
    live = await openLive(host)
    await live.connect({ sessionToken: 'own' })
    const subscribe = (number: number, token = `token ${number}`) =>
      live.subscribe(number, 'Note', { sessionToken: token })
    const answers = await Promise.all(Array.from({ length: 105 }, (_, number) => subscribe(number + 1)))
    const refused = answers.filter(isError)
    expect(refused).toHaveLength(6)
    for (const answer of refused)
      expect(answer).toMatchObject(refusal(155, 'A socket has 100 session tokens at the most.'))

    // With one that is there, more may come, and another one take the place of one that is over.
    expect(await subscribe(200, 'token 1')).toMatchObject({ op: 'subscribed' })
    expect(await subscribe(2, 'another')).toMatchObject({ op: 'subscribed' })
    expect((await subscribe(201, 'token 2')).code).toBe(155)
  })

  describe('where sessions end', () => {
    let users = 0
    const signUp = async () => {
      const body = { username: `listens${(users += 1)}`, password: 'correct-horse' }
      return String((await rest(host, 'POST', '/users', { body })).body.sessionToken)
    }
    const openWith = async (sessionToken: string) => {
      const socket = await openLive(host)
      await socket.connect({ sessionToken })
      return socket
    }
    /** As on a node that can't tell others of it. */
    async function endElsewhere(sessionToken: string): Promise<void> {
      const { database } = internals.Config().get(host.appId) as RequestConfig
      const { adapter } = database as unknown as { adapter: RowAdapter }
      const schema = (await database.loadSchema()).schemaData._Session
      await adapter.deleteObjectsByQuery('_Session', schema, { sessionToken })
    }

    test.each([
      ['here', async (sessionToken: string) => rest(host, 'POST', '/logout', { sessionToken, body: {} })],
      ['elsewhere', async (sessionToken: string) => endElsewhere(sessionToken)],
    ])(
      'ends a socket with its session that ends %s, and lets it stay when it comes back',
      async (_where, end) => {
        const sessionToken = await signUp()
        const first = await openWith(sessionToken)
        await end(sessionToken)
        await first.closed
        live = await openWith(sessionToken)
        expect(await live.subscribe(1, 'Note', { sessionToken })).toMatchObject({ op: 'subscribed' })
        const other = await signUp()
        const clock = await openWith(other)
        // The next look at all sessions closes it.
        await endElsewhere(other)
        await clock.closed
        expect(await live.subscribe(2, 'Note')).toMatchObject({ op: 'subscribed' })
      },
    )
  })
})
