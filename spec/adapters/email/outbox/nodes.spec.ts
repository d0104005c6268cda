/** Several nodes share the mails of one store, and one of them may die. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { runsTypeScript } from '../../../support/run-typescript'
import { eventually, messageIdOf, usePostOffices } from './post-office'
import { describeWithStore } from './stores'

const main = path.join(__dirname, 'node-main.ts')
const mails = Array.from({ length: 50 }, (_, index) => ({
  to: `user-${index}@example.com`,
  subject: `mail ${index}`,
}))

/** Resolves when it is ready. */
async function startNode(uri: string, smtpUrl: string): Promise<ChildProcess> {
  const env = { ...process.env, STORE_URI: uri, SMTP_URL: smtpUrl }
  const node = spawn(process.execPath, [...runsTypeScript, main], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const line of createInterface({ input: node.stdout })) if (line === 'ready') return node
  throw new Error('The node did not start')
}

describeWithStore('an outbox on several nodes', (uri) => {
  const { open, mailbox } = usePostOffices(uri)
  const nodes: ChildProcess[] = []
  afterEach(async () => {
    for (const node of nodes.splice(0)) {
      const isAlive = node.exitCode === null && node.signalCode === null
      if (isAlive && node.kill('SIGKILL')) await once(node, 'exit')
    }
  })
  const start = async () => {
    const node = await startNode(uri(), mailbox().url)
    nodes.push(node)
    return node
  }

  test('no mail is sent twice while all nodes live', async () => {
    const [first, second] = [await open(), await open()]
    await Promise.all(mails.map((mail, index) => (index % 2 ? first : second).add(mail)))
    await Promise.all(mails.map(() => mailbox().next()))
    await Promise.all([first.rest(), second.rest()])
    expect(mailbox().messages).toHaveLength(mails.length)
    expect(first.tried.length).toBeGreaterThan(0)
    expect(second.tried.length).toBeGreaterThan(0)
    expect(await first.opened.rows()).toEqual([])
  })

  test('when a node is killed the other sends its mails too, and the same Message-ID marks what came twice', async () => {
    const { add, opened } = await open({ isStarted: false })
    const [first, second] = await Promise.all([start(), start()])
    mailbox().fail('hang')
    for (const mail of mails) await add(mail)
    // Each node sends five at a time: now both have their hands full.
    for (let held = 1; held <= 10; held++) await mailbox().nextFailure()
    first.kill('SIGKILL')
    await once(first, 'exit')
    mailbox().recover()
    await eventually(opened.rows, (rows) => rows.length === 0)
    second.kill('SIGTERM')
    await once(second, 'exit')
    const unique = (values: unknown[]) => new Set(values).size
    expect(unique(mailbox().messages.map(({ subject }) => subject))).toBe(mails.length)
    expect(unique(mailbox().messages.map(messageIdOf))).toBe(mails.length)
    expect(mailbox().messages.length).toBeLessThanOrEqual(mails.length + 8)
  })

  test('a node ends by itself when its outbox is stopped', async () => {
    const node = await start()
    const { add } = await open({ isStarted: false })
    await add(mails[0]!)
    await mailbox().next()
    const exited = once(node, 'exit')
    node.kill('SIGTERM')
    expect(await exited).toEqual([0, null])
  })
})
