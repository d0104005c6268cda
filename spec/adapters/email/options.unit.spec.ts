/** Options of mail that would send it in clear text, unsigned, or nowhere are refused at once, with words. */
import { generateKeyPairSync } from 'node:crypto'
import {
  AccountsError,
  createAccounts,
  nodemailerAdapter,
  type NodemailerAdapterOptions,
} from '../../../index'

const good: NodemailerAdapterOptions = { transport: 'smtp://localhost', from: 'app@example.com' }

function problemsOf(options: object): string[] {
  try {
    nodemailerAdapter({ ...good, ...options })
  } catch (thrown) {
    if (thrown instanceof AccountsError && thrown.code === 'ERR_OPTIONS')
      return thrown.problems.map(({ path, message }) => `${path}: ${message}`)
    throw thrown
  }
  return []
}

const pem = { type: 'pkcs8', format: 'pem' } as const
const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 })
const rsaKey = rsa.privateKey.export(pem) as string
const withKey = (privateKey: unknown) => ({
  dkim: { domainName: 'example.com', keySelector: 'spec', privateKey },
})

describe('the key that signs mails', () => {
  test.each([
    ['PKCS #8', rsaKey],
    ['PKCS #1', rsa.privateKey.export({ type: 'pkcs1', format: 'pem' })],
    ['a form with escaped newlines, as from an environment variable', rsaKey.replaceAll('\n', '\\n')],
    ['a form with the newlines of Windows', rsaKey.replaceAll('\n', '\r\n')],
  ])('is taken in %s', (_, key) => expect(problemsOf(withKey(key))).toEqual([]))

  test('signs, also when its newlines were escaped', async () => {
    const transport = { streamTransport: true, buffer: true }
    const options = { ...good, transport, ...withKey(rsaKey.replaceAll('\n', '\\n')) }
    const adapter = nodemailerAdapter(options as NodemailerAdapterOptions)
    const sent = await adapter.sendMail({ to: 'ann@example.com', subject: 'Hello', text: 'there' })
    expect(String((sent as { message: Buffer }).message)).toMatch(/^DKIM-Signature: [^]*s=spec;/)
  })

  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export(pem)
  const ed25519 = generateKeyPairSync('ed25519').privateKey.export(pem)
  const pss = generateKeyPairSync('rsa-pss', { modulusLength: 1024 }).privateKey.export(pem)
  const short = generateKeyPairSync('rsa', { modulusLength: 512 }).privateKey.export(pem)
  const locked = rsa.privateKey.export({ ...pem, cipher: 'aes-256-cbc', passphrase: 'secret' })
  const open = rsa.publicKey.export({ type: 'spki', format: 'pem' })
  test.each([
    ['no key', 'secret', /expected a private key in PEM/],
    ['a public key', open, /a public key, which belongs in DNS/],
    ['a key of elliptic curves', ec, /expected an RSA key/],
    ['a key of Edwards curves', ed25519, /expected an RSA key/],
    ['a key for RSA-PSS only', pss, /expected an RSA key/],
    ['a key that nobody accepts, for it is too short', short, /1024 bits/],
    ['an encrypted key', locked, /without a passphrase/],
    ['a key that was cut off', rsaKey.slice(0, 300), /expected a private key in PEM/],
    ['a key without lines', rsaKey.replaceAll('\n', ' '), /expected a private key in PEM/],
  ])('is not %s', (_, key, words) => {
    const [problem, ...others] = problemsOf(withKey(key))
    expect(problem).toMatch(/^email\.dkim\.privateKey: /)
    expect(problem).toMatch(words)
    expect(problem).not.toContain('secret')
    expect(others).toEqual([])
  })

  test.each([
    ['one key', { privateKey: ec }],
    ['several', { keys: [{ privateKey: rsaKey }, { privateKey: ec }] }],
  ])('is also looked at among the options of nodemailer: %s', (_, dkim) => {
    const [problem] = problemsOf({ transport: { host: 'localhost', dkim } })
    expect(problem).toMatch(/^email\.transport: dkim: expected an RSA key/)
  })
})

describe('an SMTP URL', () => {
  test.each([
    ...['smtp://localhost', 'smtps://user:pass@mail.example.com:465/', 'smtp://h:25?pool=false'],
    ...['smtp://user:p%23%2F%3F@mail.example.com:587', 'smtp://[::1]:25', 'smtp://user@mail.example.com'],
  ])('%s is taken', (transport) => expect(problemsOf({ transport })).toEqual([]))

  test.each([
    ['with a path', 'smtp://mail.example.com/secret'],
    ['with a slash in its password', 'smtp://user:12/secret@mail.example.com:587'],
    ['with a fragment', 'smtp://mail.example.com#secret'],
    ['with a number sign in its password', 'smtp://user:12#secret@mail.example.com:587'],
    ['with an empty fragment', 'smtp://user:12#'],
    ['without slashes', 'smtp:mail.example.com'],
  ])('%s is refused, alone and among options', (_, transport) => {
    for (const given of [transport, { url: transport }])
      expect(problemsOf({ transport: given })).toEqual([
        expect.stringMatching(/^email\.transport: .*neither path nor fragment.*%23/),
      ])
    expect(problemsOf({ transport }).join()).not.toContain('secret')
  })

  test('that is none because of its password is refused with the way to write it', () => {
    for (const url of ['smtp://user:a#b@mail.example.com', 'smtp://user:a/b@mail.example.com:25'])
      for (const transport of [url, { url }])
        expect(problemsOf({ transport })).toEqual([expect.stringMatching(/^email\.transport: .*%23/)])
  })
})

test('allowPlain is true or false, here and for createAccounts', () => {
  expect(problemsOf({ allowPlain: true })).toEqual([])
  expect(problemsOf({ allowPlain: 'yes' })).toEqual(['email.allowPlain: expected true or false'])
})

test('createAccounts looks at the key that signs, too', () => {
  const parseServer = { appId: 'a', masterKey: 'm', appName: 'A', publicServerURL: 'http://localhost/parse' }
  const options = { parseServer, email: { ...good, ...withKey('secret') } }
  const create = () => createAccounts(options as Parameters<typeof createAccounts>[0])
  expect(create).toThrow(/email\.dkim\.privateKey: expected a private key in PEM/)
})
