/** What the guard around e-mail adapters hands over, keeps to itself, and waits for. */
import { createDirectDispatch } from '../../../src/adapters/email/direct'
import type { EmailAdapter, EmailMessage, UserEmail } from '../../../src/api/email'
import { internals } from '../../../src/parse/internals'

const user = () =>
  internals.Parse().User.fromJSON({
    className: '_User',
    objectId: 'abc',
    username: 'ann',
    email: 'ann@example.com',
    _hashed_password: 'hash',
    _perishable_token: 'token',
    authData: { acme: { id: '1' } },
  })

const email = (): UserEmail => ({
  appName: 'My App',
  link: 'https://x.example.com/?token=secret',
  user: user(),
})

function direct(adapter: Partial<EmailAdapter>, timeoutSeconds?: number) {
  const failures: string[] = []
  const parts = {
    adapter: { sendMail: () => Promise.resolve(), ...adapter },
    check: (message: EmailMessage) => message,
    languagesOf: () => ['de'],
    validity: { verification: 7200, passwordReset: undefined },
    onFailure: (kind: string, reason: string) => void failures.push(`${kind}: ${reason}`),
  }
  return { failures, ...createDirectDispatch(parts, timeoutSeconds) }
}

test('an adapter gets the user without password hash, tokens and authData', async () => {
  const seen: UserEmail[] = []
  const { adapter, settled } = direct({ sendPasswordResetEmail: (given) => seen.push(given) })
  adapter.sendPasswordResetEmail(email())
  await settled(1000)
  const given = seen[0]!.user as ReturnType<typeof user>
  expect(given.toJSON()).toEqual({ objectId: 'abc', username: 'ann', email: 'ann@example.com' })
  expect(given.get('email')).toBe('ann@example.com')
})

test('an adapter is told in which languages the user reads, and how long the link works', async () => {
  const seen: UserEmail[] = []
  const { adapter, settled } = direct({
    sendVerificationEmail: (given) => seen.push(given),
    sendPasswordResetEmail: (given) => seen.push(given),
  })
  adapter.sendVerificationEmail(email())
  adapter.sendPasswordResetEmail(email())
  await settled(1000)
  expect(seen).toEqual([
    expect.objectContaining({ languages: ['de'], expiresInSeconds: 7200 }),
    expect.not.objectContaining({ expiresInSeconds: expect.anything() }),
  ])
})

test('a failure is told without the link', async () => {
  const { adapter, settled, failures } = direct({
    sendVerificationEmail: ({ link }) => Promise.reject(new Error(`no route for ${link}`)),
  })
  adapter.sendVerificationEmail(email())
  await settled(1000)
  expect(failures).toEqual(['verification: no route for (link)'])
})

test("sendMail fails towards its caller, who waits for it: Cloud Code's sendEmail", async () => {
  const { adapter } = direct({ sendMail: () => Promise.reject(new Error('refused')) })
  await expect(adapter.sendMail({ to: 'a@example.com', subject: 's', text: 't' })).rejects.toThrow('refused')
})

test('settled waits for mails under way', async () => {
  const order: string[] = []
  let finish: () => void = () => undefined
  const { adapter, settled } = direct({
    sendVerificationEmail: () =>
      new Promise<void>((resolve) => (finish = resolve)).then(() => order.push('sent')),
  })
  adapter.sendVerificationEmail(email())
  await Promise.resolve()
  const waited = settled(10_000).then(() => order.push('settled'))
  finish()
  await waited
  expect(order).toEqual(['sent', 'settled'])
})

test('settled waits for a mail that hangs no longer than it may', async () => {
  const { adapter, settled } = direct({ sendVerificationEmail: () => new Promise(() => undefined) })
  adapter.sendVerificationEmail(email())
  await expect(settled(10)).resolves.toBeUndefined()
})

test('a mail that takes too long is a failure', async () => {
  const { adapter, settled, failures } = direct(
    { sendVerificationEmail: () => new Promise(() => undefined) },
    0.01,
  )
  adapter.sendVerificationEmail(email())
  await settled(10_000)
  expect(failures).toEqual(['verification: no answer within 0.01 seconds'])
})
