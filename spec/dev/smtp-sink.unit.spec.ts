/** The demo's mail server: what it does wrong on purpose, as a client sees it. */
import { once } from 'node:events'
import { connect } from 'node:net'
import { createTransport } from 'nodemailer'
import type { Fault } from '../../src/testing/mailbox/faults'
import { type SmtpSink, startSmtpSink } from '../../src/testing/mailbox/smtp-sink'
import { occupy } from '../flows/demo-process'

describe('the mail server of the demo', () => {
  let sink: SmtpSink
  let taken: string[]
  let faulty: () => Promise<string>

  beforeEach(async () => {
    taken = []
    const told: ((subject: string) => void)[] = []
    faulty = () => new Promise((resolve) => told.push(resolve))
    sink = await startSmtpSink({
      onMessage: ({ subject }) => void taken.push(subject),
      onFault: ({ subject }) => told.shift()?.(subject),
    })
  })
  afterEach(() => sink.close())

  const send = (subject = 'one') =>
    createTransport(sink.url).sendMail({ from: 'a@example.com', to: 'b@example.com', subject })

  test.each<[Fault, object]>([
    [451, { responseCode: 451, command: 'DATA' }],
    [550, { responseCode: 550, command: 'DATA' }],
    ['down', { originalCode: 'ECONNREFUSED' }],
    ['tls', { code: 'ESOCKET', originalCode: expect.stringMatching(/CERT/) }],
    ['auth', { responseCode: 530, command: 'MAIL FROM' }],
  ])('with the fault %p refuses mails, until it works again', async (fault, refusal) => {
    await sink.setFault(fault)
    expect(sink.fault()).toBe(fault)
    await expect(send()).rejects.toMatchObject(refusal)
    expect(taken).toEqual([])
    await sink.setFault(undefined)
    await send()
    expect(taken).toEqual(['one'])
  })

  test('refuses to log in, whatever the password', async () => {
    await sink.setFault('auth')
    const transport = createTransport(sink.url.replace('://', '://user:password@'))
    await expect(transport.verify()).rejects.toMatchObject({ code: 'EAUTH', responseCode: 535 })
  })

  test('answers a letter at a time', async () => {
    const lengths: number[] = []
    await sink.setFault('drip')
    const client = connect(sink.port, '127.0.0.1')
    let greeting = ''
    while (!greeting.includes('220')) {
      const [bytes] = (await once(client, 'data')) as [Buffer]
      lengths.push(bytes.length)
      greeting += bytes.toString()
    }
    client.destroy()
    expect(lengths).toEqual([1, 1, 1])
  })

  test('takes a mail that hung when it works again', async () => {
    await sink.setFault('hang')
    const hanging = faulty()
    const sent = send()
    await hanging
    expect(taken).toEqual([])
    await sink.setFault(undefined)
    await sent
    expect(taken).toEqual(['one'])
  })

  test('loses a mail that hung when it goes down: its client knows', async () => {
    await sink.setFault('hang')
    const hanging = faulty()
    const sent = send()
    const lost = expect(sent).rejects.toThrow()
    await hanging
    await sink.setFault('down')
    await lost
    await sink.setFault(undefined)
    expect(taken).toEqual([])
  })

  test('does what was said last, however quickly one thing follows another', async () => {
    await Promise.all((['down', undefined, 'down', 451, 'down', undefined] as const).map(sink.setFault))
    await send()
    expect(taken).toEqual(['one'])
  })

  test('stays down while another program has its port, and comes back when it is free', async () => {
    await sink.setFault('down')
    const other = await occupy(sink.port)
    await expect(sink.setFault(undefined)).rejects.toThrow('EADDRINUSE')
    expect(sink.fault()).toBe('down')
    await new Promise((resolve) => other.close(resolve))
    await sink.setFault(undefined)
    await send()
  })
})
