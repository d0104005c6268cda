/** How operators are told of a mail server that can't be used: which one it is, and what to do, but no secret. */
import { createTransport } from 'nodemailer'
import { adviceOn, serverName } from '../../../src/adapters/email/advice'
import { openTransport } from '../../../src/adapters/email/nodemailer/transport'

describe('a mail server is named', () => {
  const named = (transport: string | object) =>
    serverName(openTransport({ transport, allowPlain: false }).transporter)

  test.each<[string | object, string]>([
    ['smtp://ann:the-secret@mail.example.com', 'mail.example.com:587 (user "ann")'],
    [
      'smtps://ann%40example.com:the-secret@mail.example.com',
      'mail.example.com:465 (user "ann@example.com")',
    ],
    ['smtp://mail.example.com:25?pool=false', 'mail.example.com:25'],
    ['smtp://[::1]:25', '[::1]:25'],
    [{ auth: { user: 'ann\n', pass: 'the-secret' } }, 'localhost:587 (user "ann\\n")'],
    [{ host: 'mail.example.com', port: 465, secure: true }, 'mail.example.com:465'],
    [{ service: 'gmail', auth: { user: 'ann', pass: 'the-secret' } }, 'smtp.gmail.com:465 (user "ann")'],
  ])('%j', (transport, name) => expect(named(transport)).toBe(name))

  test('but not by a user that is the password, as the token of a provider', () => {
    expect(named('smtp://the-secret:the-secret@mail.example.com:587')).toBe('mail.example.com:587')
  })

  test('when the host made its transporter, too', () => {
    expect(serverName(createTransport('smtp://mail.example.com:25'))).toBe('mail.example.com:25')
  })

  test('not at all where there is none', () => {
    expect(named({ jsonTransport: true })).toBeUndefined()
    expect(serverName({ sendMail: () => undefined } as never)).toBeUndefined()
  })
})

test.each([
  [{ code: 'EAUTH', responseCode: 535 }, /user and password/],
  [{ code: 'EDNS', originalCode: 'ENOTFOUND' }, /name of the host/],
  [{ code: 'ESOCKET', originalCode: 'ECONNREFUSED' }, /running/],
  [{ code: 'ESOCKET', originalCode: 'ERR_SSL_WRONG_VERSION_NUMBER' }, /465/],
  [{ code: 'ESOCKET', originalCode: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, /certificate/],
  [{ code: 'ETIMEDOUT' }, /host and port/],
  [undefined, /email\.transport/],
])('%j is told of with what to do', (thrown, words) => expect(adviceOn(thrown)).toMatch(words))
