/** The mailbox's page of the mail server: its switch, and what the outbox keeps. */
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { listen } from '../../dev/listen'
import { mailboxApp } from '../../dev/mailbox/server'
import { type SmtpSink, startSmtpSink } from '../../src/testing/mailbox/smtp-sink'
import { openMailStore } from '../../dev/mailbox/store'
import type { OutboxControl, OutboxEntry } from '../../index'
import { occupy } from '../flows/demo-process'
import { closeAfterwards } from '../support/left-over'

const waiting: OutboxEntry = {
  id: 'a-1',
  kind: 'passwordReset',
  to: 'ann@example.com',
  queuedAt: new Date(),
  attempts: 3,
  nextTryAt: new Date('2030-01-02T15:04:05'),
  state: 'queued',
  reason: 'The server answered 451 to DATA.',
}
const givenUp: OutboxEntry = {
  ...waiting,
  id: 'b-2',
  kind: '<b>',
  to: '"<i>"@example.com',
  attempts: 1,
  nextTryAt: undefined,
  state: 'failed',
  reason: 'The server answered 550 to DATA.',
}

describe('the mail server’s page', () => {
  let sink: SmtpSink
  let url: string
  let entries: OutboxEntry[]
  let calls: string[]
  let outage: Error | undefined
  let close: () => Promise<void>

  const call = (name: 'retry' | 'discard') => (id: string) => {
    calls.push(`${name} ${id}`)
    return outage ? Promise.reject(outage) : Promise.resolve(entries.some((entry) => entry.id === id))
  }
  const outbox: Pick<OutboxControl, 'list' | 'retry' | 'discard'> = {
    list: () => (outage ? Promise.reject(outage) : Promise.resolve(entries)),
    retry: call('retry'),
    discard: call('discard'),
  }

  beforeEach(async () => {
    entries = [waiting, givenUp]
    calls = []
    outage = undefined
    const folder = await mkdtemp(path.join(tmpdir(), 'mails-'))
    const mails = await openMailStore(folder)
    sink = await startSmtpSink({ onMessage: (message) => mails.add(message) })
    const settings = { loopbackOnly: true, siteUrl: 'http://localhost:1337' }
    const server = createServer(mailboxApp({ mails, sink, outbox }, settings))
    const closeServer = await listen(server, '127.0.0.1', 0)
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    close = closeAfterwards(async () => {
      await closeServer()
      await sink.close()
      await rm(folder, { recursive: true })
    })
  })
  afterEach(() => close())

  const page = async (at = '/server') => (await fetch(url + at)).text()
  const press = (
    at: string,
    form: Record<string, string>,
    headers: Record<string, string> = { origin: url },
  ) => fetch(url + at, { method: 'POST', body: new URLSearchParams(form), headers, redirect: 'manual' })
  /** What the page says after a button was pressed. */
  const pressed = async (at: string, form: Record<string, string>) => {
    const { status, headers } = await press(at, form)
    expect(status).toBe(303)
    return page(headers.get('location')!)
  }
  const current = (markup: string) => /value="(\w+)"\s+aria-pressed="true"/.exec(markup)?.[1]

  test.each([
    ['451', 451, 'Mails are being refused: the mail server answers 451, try later.'],
    ['550', 550, 'Mails are being refused: the mail server answers 550, for good.'],
    ['hang', 'hang', 'No mail arrives: the mail server hangs.'],
    ['down', 'down', 'No mail arrives: the mail server is down.'],
    ['tls', 'tls', 'No mail arrives: the mail server has a certificate that nobody trusts.'],
    ['auth', 'auth', 'No mail arrives: the mail server refuses log-ins.'],
    ['drip', 'drip', 'Mails take their time: the mail server answers a letter at a time.'],
  ])('sets the state %s, says so on every page, and takes it back', async (state, fault, warning) => {
    expect(current(await page())).toBe('works')
    const after = await pressed('/server', { state })
    expect(sink.fault()).toBe(fault)
    expect(current(after)).toBe(state)
    expect(after).toContain(warning)
    expect(await page('/')).toContain(warning)
    const again = await pressed('/server', { state: 'works' })
    expect(sink.fault()).toBeUndefined()
    expect(again).not.toContain(warning)
  })

  test('tells people without a screen: the title has the state, the pressed button the focus', async () => {
    const after = await pressed('/server', { state: '451' })
    expect(after).toContain('<title>Mail server answers 451 · Mailbox</title>')
    expect(after).toMatch(/aria-pressed="true"\s+autofocus/)
    expect(await page()).not.toContain('autofocus')
  })

  test.each([
    ['no origin', {}],
    ['another site', { origin: 'https://other.example' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['an unknown origin', { origin: 'null' }],
  ])('refuses posts that come from %s', async (_from, headers) => {
    for (const [at, form] of [
      ['/server', { state: 'down' }],
      ['/outbox/a-1', { action: 'discard' }],
    ] as const)
      expect((await press(at, form, headers as Record<string, string>)).status).toBe(403)
    expect(sink.fault()).toBeUndefined()
    expect(calls).toEqual([])
  })

  test('refuses posts to another host name', async () => {
    const host = 'rebound.example'
    const headers = { host, origin: `http://${host}`, 'content-type': 'application/x-www-form-urlencoded' }
    const status = await new Promise((resolve, reject) => {
      request(`${url}/server`, { method: 'POST', headers }, ({ statusCode }) => resolve(statusCode))
        .on('error', reject)
        .end('state=down')
    })
    expect(status).toBe(421)
    expect(sink.fault()).toBeUndefined()
  })

  test('has no other buttons', async () => {
    expect((await press('/server', { state: '999' })).status).toBe(400)
    expect((await press('/server', {})).status).toBe(400)
    expect((await press('/outbox/a-1', { action: 'read' })).status).toBe(400)
    expect(sink.fault()).toBeUndefined()
    expect(calls).toEqual([])
  })

  test('says when the mail server can’t come back', async () => {
    await pressed('/server', { state: 'down' })
    const other = await occupy(sink.port)
    const after = await pressed('/server', { state: 'works' })
    expect(after).toContain('The mail server could not be started: another program uses its port.')
    expect(current(after)).toBe('down')
    await new Promise((resolve) => other.close(resolve))
  })

  test('lists what waits and what was given up, as text', async () => {
    const markup = (await page()).replace(/<[^>]+>/g, '').replace(/\s+/g, ' ')
    expect(markup).toContain('1 mail waits, 1 was given up.')
    expect(markup).toContain('Password reset to ann@example.com Waiting')
    expect(markup).toContain(
      '3 tries, the next at 15:04:05. The server answered 451 to DATA. Try again Discard',
    )
    expect(markup).toContain('&lt;b&gt; to &quot;&lt;i&gt;&quot;@example.com Given up')
    expect(markup).toContain('1 try. The server answered 550 to DATA. Try again Discard')
    entries = []
    expect(await page()).toContain('No mail waits, and none was given up.')
  })

  test('tries a mail again, and discards one', async () => {
    expect(await pressed('/outbox/b-2', { action: 'retry' })).toContain('The mail is being tried again.')
    expect(await pressed('/outbox/a-1', { action: 'discard' })).toContain('The mail was discarded.')
    expect(await pressed('/outbox/c-3', { action: 'retry' })).toContain('This mail is no longer there')
    expect(calls).toEqual(['retry b-2', 'discard a-1', 'retry c-3'])
  })

  test('shows the mails although the outbox can’t be reached', async () => {
    outage = new Error('connect ECONNREFUSED 127.0.0.1:5432')
    const markup = await page('/')
    expect(markup).toContain('The outbox can’t be read at the moment.')
    expect(markup).toContain('No mail yet.')
    const after = await pressed('/outbox/a-1', { action: 'retry' })
    expect(after).toContain('This did not work: the outbox can’t be reached.')
    expect(markup + after).not.toContain('ECONNREFUSED')
  })

  test('says nothing that an address invents', async () => {
    expect(await page('/server?outcome=toString')).not.toContain('autofocus')
    expect(await page('/server?outcome[]=set&outcome=%3Cb%3E')).not.toContain('<b>')
  })
})
