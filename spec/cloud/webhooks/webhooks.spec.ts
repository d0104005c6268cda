/** Security events by HTTP: signed, until they are taken, and at nobody's cost. */
import type { ServerResponse } from 'node:http'
import { startChildHost } from '../../support/child-host'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'
import { type Receiver, startReceiver, webhookSecret as secret } from '../../support/webhook-receiver'

const password = 'correct-horse'
let names = 0

describeWithDatabase('a webhook', (database) => {
  let host: Host
  let all: Receiver
  let some: Receiver
  beforeAll(async () => {
    ;[all, some] = [await startReceiver(), await startReceiver()]
    host = await startHost({
      database: database(),
      webhooks: [
        { url: all.url, secret },
        { url: some.url, secret, events: ['loginFailed', 'logout'] },
      ],
    })
  })
  afterAll(async () => {
    await host.close()
    await Promise.all([all.close(), some.close()])
  })
  beforeEach(() => {
    for (const receiver of [all, some]) {
      receiver.received.length = 0
      receiver.answer((res) => void res.writeHead(204).end())
    }
  })

  async function signUp() {
    const username = `user${(names += 1)}`
    const { body } = await rest(host, 'POST', '/users', { body: { username, password } })
    return { username, ...(body as { objectId: string; sessionToken: string }) }
  }
  const fail = (username: string) => rest(host, 'POST', '/login', { body: { username, password: 'wrong' } })

  test('is signed and tells of all events, or of those that are wanted, without a secret', async () => {
    const { username, objectId: userId, sessionToken } = await signUp()
    await fail(username)
    await rest(host, 'POST', '/logout', { sessionToken })
    await Promise.all([all.has(3), some.has(2)])
    const types = ({ received }: Receiver) => received.map(({ event }) => event.type).sort()
    expect(types(all)).toEqual(['loginFailed', 'logout', 'signUp'])
    expect(types(some)).toEqual(['loginFailed', 'logout'])
    const failure = all.received.find(({ event }) => event.type === 'loginFailed')
    expect(failure?.event).toEqual({
      type: 'loginFailed',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as unknown,
      data: expect.objectContaining({ userId, reason: 'credentials', provider: 'password' }) as unknown,
    })
    expect(JSON.stringify(all.received)).not.toMatch(/correct-horse|r:[0-9a-f]{8}|"user\d/)
  })

  test('tells once a minute of what is refused before anything is looked at, and of all else behind it', async () => {
    const { username, objectId, sessionToken } = await signUp()
    for (let nth = 0; nth < 20; nth++) await fail(username)
    await rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body: { password: 'battery-staple' } })
    await all.has(15)
    const reasons = all.received.map(
      ({ event: { type, data } }) => `${type} ${[data.reason, data.subject].join('')}`,
    )
    expect(reasons.sort()).toEqual([
      'limited logIn.perAccount',
      'limited logIn.perAccountAndAddress',
      ...Array<string>(10).fill('loginFailed credentials'),
      'loginFailed limited',
      'passwordChanged ',
      'signUp ',
    ])
  })

  test('comes again, with the same id, until it is taken', async () => {
    const answers = [500, 204]
    some.answer((res) => void res.writeHead(answers.shift() ?? 204).end())
    const { username } = await signUp()
    await fail(username)
    await some.asked(2)
    const [first, second] = some.received
    expect(second).toEqual(first)
  })

  test('that is answered by a redirect is not taken, and goes nowhere else', async () => {
    const { username } = await signUp()
    await all.has(1)
    all.received.length = 0
    const redirected: string[] = []
    some.answer((res) => {
      redirected.push('once')
      some.answer((later) => void later.writeHead(204).end())
      res.writeHead(307, { Location: `${all.url}/elsewhere` }).end()
    })
    await fail(username)
    await all.has(1)
    await some.asked(2)
    expect(all.received).toHaveLength(1) // its own
    expect(redirected).toEqual(['once'])
  })

  test('whose receiver hangs makes no answer slower', async () => {
    const held: ServerResponse[] = []
    all.answer((res) => void held.push(res))
    const began = Date.now()
    const { username } = await signUp()
    for (let time = 0; time < 5; time += 1) await fail(username)
    expect(Date.now() - began).toBeLessThan(10_000) // a receiver has 15 seconds
    for (const res of held) res.writeHead(204).end()
    all.answer((res) => void res.writeHead(204).end())
    await all.has(6)
  })

  test('whose receiver hangs does not hold up those to others', async () => {
    const held: ServerResponse[] = []
    let cutOff = 0
    all.answer((res) => {
      held.push(res)
      res.once('close', () => (cutOff += res.writableEnded ? 0 : 1))
    })
    await Promise.all(Array.from({ length: 12 }, async () => fail((await signUp()).username)))
    await some.has(12)
    // What hangs is cut off after 15 seconds: nobody has waited for that.
    expect(cutOff).toBe(0)
    expect(held.length).toBeLessThan(12)
    for (const res of held) res.writeHead(204).end()
    all.answer((res) => void res.writeHead(204).end())
    await all.has(24)
  })
})

describeWithDatabase('webhooks of a process that is killed', (database) => {
  test('are not lost, though their receiver was away', async () => {
    const away = await startReceiver()
    await away.close()
    const env = { WEBHOOK_URL: away.url, WEBHOOK_SECRET: secret }
    const first = await startChildHost('webhooks', database(), env)
    const sign = (index: number) =>
      rest(first, 'POST', '/users', { body: { username: `killed${index}`, password } })
    const answers = await Promise.all(Array.from({ length: 30 }, (_each, index) => sign(index)))
    first.process.kill('SIGKILL')
    const ids = answers.map(({ body }) => (body as { objectId: string }).objectId)
    await first.stop()
    const receiver = await startReceiver(Number(new URL(away.url).port))
    const second = await startChildHost('webhooks', database(), env)
    await receiver.has(30)
    await second.stop()
    await receiver.close()
    expect(new Set(receiver.received.map(({ event }) => event.data.userId))).toEqual(new Set(ids))
  })
})
