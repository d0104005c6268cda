/** Neither password nor mail crosses a network in clear text, unless the host says so. */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { networkInterfaces } from 'node:os'
import { createTransport } from 'nodemailer'
import { SMTPServer, type SMTPServerAuthentication } from 'smtp-server'
import { nodemailerAdapter, type NodemailerAdapterOptions } from '../../../index'
import { isLoopback } from '../../../src/adapters/email/nodemailer/transport'

const outside = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .find(({ family, internal }) => family === 'IPv4' && !internal)?.address

const advice = /offers no encryption \(STARTTLS\).*smtps:\/\/.*`allowPlain: true`/

describe('which mail server is on this machine', () => {
  test.each([undefined, 'localhost', 'LOCALHOST', '127.0.0.1', '127.8.9.1', '::1', '::ffff:127.0.0.1'])(
    '%s is',
    (host) => expect(isLoopback(host)).toBe(true),
  )
  test.each([
    ...['smtp.example.com', 'localhost.example.com', '127.0.0.1.example.com', '10.0.0.1', '192.168.1.1'],
    ...['0.0.0.0', '::', '::ffff:10.0.0.1', '1.127.0.0', 'mail', 'host.docker.internal'],
  ])('%s is not', (host) => expect(isLoopback(host)).toBe(false))
})

const withOutside = outside === undefined ? describe.skip : describe
const title = 'a mail server elsewhere that offers no STARTTLS, or seems to'
withOutside(outside === undefined ? `${title}, skipped: no network but loopback` : title, () => {
  let server: SMTPServer
  let port: number
  const logIns: SMTPServerAuthentication[] = []
  const lines: string[] = []

  beforeAll(async () => {
    server = new SMTPServer({
      authOptional: true,
      allowInsecureAuth: true,
      disabledCommands: ['STARTTLS'],
      disableReverseLookup: true,
      closeTimeout: 1,
      onAuth(auth, _session, callback) {
        logIns.push(auth)
        callback(null, { user: String(auth.username) })
      },
      onData(stream, _session, callback) {
        stream.on('data', (chunk: Buffer) => lines.push(chunk.toString())).on('end', callback)
      },
    })
    const listener = server.listen(0, '0.0.0.0')
    await once(listener, 'listening')
    ;({ port } = listener.address() as AddressInfo)
  })
  beforeEach(() => {
    logIns.length = 0
    lines.length = 0
  })
  afterAll(() => new Promise<void>((resolve) => server.close(resolve)))

  async function send(transport: NodemailerAdapterOptions['transport'], more: object = {}): Promise<unknown> {
    const adapter = nodemailerAdapter({ transport, from: 'app@example.com', ...more })
    const mail = { to: 'ann@example.com', subject: 'Hello', text: 'secret link' }
    const thrown = await adapter.sendMail(mail).then(
      () => undefined,
      (reason: unknown) => reason,
    )
    adapter.close()
    return thrown
  }
  const auth = { user: 'ann', pass: 'the-secret' }
  const url = (query = '') => `smtp://ann:the-secret@${outside}:${port}${query}`

  test.each<[string, () => NodemailerAdapterOptions['transport']]>([
    ['a URL', () => url()],
    ['a URL without a pool', () => url('?pool=false')],
    ['a URL that asks for no TLS', () => url('?ignoreTLS=true&requireTLS=false&opportunisticTLS=true')],
    ['options', () => ({ host: outside, port, auth })],
    ['options without a pool', () => ({ host: outside, port, auth, pool: false })],
    [
      'options that ask for no TLS',
      () => ({ host: outside, port, auth, ignoreTLS: true, requireTLS: false }),
    ],
    ['options with a URL', () => ({ url: url() })],
  ])('gets neither password nor mail, and the operator is told what to do (%s)', async (_, transport) => {
    const thrown = await send(transport())
    expect(thrown).toMatchObject({ message: expect.stringMatching(advice) })
    expect((thrown as Error).message).not.toContain('the-secret')
    expect([logIns, lines]).toEqual([[], []])
  })

  test('is told of when one asks whether it can be used', async () => {
    const adapter = nodemailerAdapter({ transport: url(), from: 'app@example.com' })
    await expect(adapter.verify()).rejects.toThrow(advice)
    adapter.close()
    expect(logIns).toEqual([])
  })

  test.each<[string, () => NodemailerAdapterOptions['transport']]>([
    ['a URL', () => url()],
    ['options', () => ({ host: outside, port, auth })],
  ])('gets both where the host allows it (%s)', async (_, transport) => {
    expect(await send(transport(), { allowPlain: true })).toBeUndefined()
    expect(logIns).toMatchObject([{ password: 'the-secret' }])
    expect(lines.join('')).toContain('secret link')
  })

  test('gets what a transporter of the host sends, as that one says', async () => {
    expect(await send(createTransport(url()))).toBeUndefined()
    expect(lines.join('')).toContain('secret link')
  })
})
