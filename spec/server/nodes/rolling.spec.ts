/** Nodes are restarted, and one is killed, while they are in use: what was answered is kept, and mails and webhooks come. */
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { type ChildHost, startChildHost } from '../../support/child-host'
import { describeWithDatabase } from '../../support/database'
import { type Mailbox, startMailbox } from '../../support/mailbox'
import { type Proxy, startProxy } from '../../support/proxy'
import { rest, send } from '../../support/rest'
import { type Receiver, startReceiver, webhookSecret } from '../../support/webhook-receiver'

const password = 'correct-horse'

describeWithDatabase('nodes that are restarted under load', (database) => {
  let mailbox: Mailbox
  let receiver: Receiver
  let proxy: Proxy
  let names = 0
  beforeAll(async () => {
    ;[mailbox, receiver, proxy] = await Promise.all([startMailbox(), startReceiver(), startProxy()])
  })
  afterAll(async () => {
    await proxy.close()
    await Promise.all([mailbox.close(), receiver.close()])
  })

  async function start(): Promise<ChildHost> {
    const env = { SMTP_URL: mailbox.url, WEBHOOK_URL: receiver.url, WEBHOOK_SECRET: webhookSecret }
    const node = await startChildHost('rolling', database(), env)
    await proxy.add(node.url)
    return node
  }
  /** Signs up one after the other. @returns a function that ends it, and what was answered to each name */
  function load(node: ChildHost) {
    const answers = new Map<string, number>()
    let isOver = false
    const work = async () => {
      while (!isOver) {
        const username = `user${(names += 1)}`
        const body = { username, password, email: `${username}@example.com` }
        const { status } = await rest({ ...node, apiUrl: `${proxy.url}/parse` }, 'POST', '/users', { body })
        answers.set(username, status)
        await delay(50)
      }
    }
    const done = Promise.all([work(), work()])
    return async () => {
      isOver = true
      await done
      return answers
    }
  }
  /** As an orchestrator does: the new one is there before the old one is told to end. */
  async function replace(old: ChildHost): Promise<ChildHost> {
    const next = await start()
    const ended = once(old.process, 'exit')
    old.process.kill('SIGTERM')
    expect(await ended).toEqual([null, 'SIGTERM'])
    proxy.remove(old.url)
    return next
  }

  test('lose no request, no mail and no webhook; one that is killed loses nothing that it has answered', async () => {
    const [one, two] = await Promise.all([start(), start()])
    const endRolling = load(one)
    const three = await replace(one)
    const rolled = await endRolling()
    expect([...new Set(rolled.values())]).toEqual([201])
    expect(rolled.size).toBeGreaterThan(10)
    await receiver.has(rolled.size)
    for (const name of rolled.keys()) await mailbox.next({ to: `${name}@example.com` })

    const endKilling = load(three)
    const before = names
    while (names < before + 8) await send(three, 'GET', `${three.url}/health`)
    two.process.kill('SIGKILL')
    await two.stop()
    while (names < before + 16) await send(three, 'GET', `${three.url}/health`)
    const answers = await endKilling()
    expect([201, 502]).toEqual(expect.arrayContaining([...new Set(answers.values())]))
    const answered = [...answers].flatMap(([username, status]) => (status === 201 ? username : []))
    const where = { username: { $in: answered } }
    const { body } = await rest(three, 'GET', '/users', { master: true, query: { where } })
    expect(body.results).toHaveLength(answered.length)
    await three.stop()
  })
})
