/** When an answer arrives, the events that its request has caused are kept: on the pages and where providers send to, too. */
import { EventEmitter, once } from 'node:events'
import { logInAs, newPerson } from '../../support/auth0-log-in'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { openPage } from '../../support/pages'
import { rest, send } from '../../support/rest'
import { startTenant, type Tenant } from '../../support/tenant'
import { type Receiver, startReceiver, webhookSecret as secret } from '../../support/webhook-receiver'
import { type Member, signIn } from '../../pages/member'

/** Of the store: it says what is about to be kept, and waits for a word while it is slow. */
const mockStore = Object.assign(new EventEmitter(), { isSlow: false })

jest.mock('../../../src/adapters/email/outbox/outbox', () => {
  const actual = jest.requireActual<typeof import('../../../src/adapters/email/outbox/outbox')>(
    '../../../src/adapters/email/outbox/outbox',
  )
  return {
    ...actual,
    createOutbox: (...parts: Parameters<typeof actual.createOutbox>) => {
      const outbox = actual.createOutbox(...parts)
      const add: typeof outbox.add = async (mail) => {
        const goOn = mockStore.isSlow && once(mockStore, 'goOn')
        mockStore.emit('adds', mail.kind)
        await goOn
        await outbox.add(mail)
      }
      return { ...outbox, add }
    },
  }
})

const password = 'correct-horse'
const ours = { 'Sec-Fetch-Site': 'same-origin' }
let names = 0

describeWithDatabase('an answer waits until its events are kept', (database) => {
  let tenant: Tenant
  let receiver: Receiver
  let host: Host
  beforeAll(async () => {
    ;[tenant, receiver] = [await startTenant(), await startReceiver()]
    host = await startHost({
      database: database(),
      auth0: { ...tenant.options, eventStream: { secret } },
      webhooks: [{ url: receiver.url, secret }],
    })
  })
  afterAll(async () => {
    await host.close()
    await Promise.all([tenant.close(), receiver.close()])
  })

  async function newUser(): Promise<string> {
    const username = `user${(names += 1)}`
    await rest(host, 'POST', '/users', { body: { username, password } })
    return username
  }
  /** Whether there was an answer while the event was not kept. */
  async function isEarly(kind: string, act: () => Promise<unknown>): Promise<boolean> {
    mockStore.isSlow = true
    const added = once(mockStore, 'adds')
    let isAnswered = false
    const answer = act().then(() => (isAnswered = true))
    expect(await added).toEqual([kind])
    // Of a request that came later: whoever does not wait has answered before.
    for (let time = 0; time < 10; time += 1) await rest(host, 'GET', '/health')
    const was = isAnswered
    mockStore.isSlow = false
    mockStore.emit('goOn')
    await answer
    return was
  }

  test('to a sign-in and a sign-out on the pages', async () => {
    const username = await newUser()
    let member: Member | undefined
    const enter = async () => (member = await signIn(host.url, username, password))
    expect(await isEarly('login', enter)).toBe(false)
    const signOut = `${host.url}/auth/sign-out`
    const body = new URLSearchParams((await openPage(signOut)).form?.fields)
    const leave = () => member!.ask(signOut, { method: 'POST', body, headers: ours })
    expect(await isEarly('logout', leave)).toBe(false)
  })

  test('to an event of Auth0', async () => {
    const person = newPerson()
    await logInAs(host, tenant, person)
    const object = { user_id: person.sub, blocked: true }
    const body = { type: 'user.updated', time: new Date().toISOString(), data: { object } }
    const headers = { authorization: `Bearer ${secret}` }
    const tell = () => send(host, 'POST', `${host.url}/auth0/events`, { body, headers })
    expect(await isEarly('sessionRevoked', tell)).toBe(false)
  })
})
