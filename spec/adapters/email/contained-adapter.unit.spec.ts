/** What the guard around e-mail adapters hands over, keeps to itself, and waits for. */
import { containAdapter } from '../../../src/adapters/email/contained-adapter'
import type { EmailAdapter, UserEmail } from '../../../src/adapters/email/nodemailer-adapter'
import { internals } from '../../../src/server/internals'

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

function contain(adapter: Partial<EmailAdapter>, timeoutSeconds?: number) {
  const failures: string[] = []
  const sendMail = () => Promise.resolve()
  const onFailure = (kind: string, reason: string) => void failures.push(`${kind}: ${reason}`)
  const contained = containAdapter({ sendMail, ...adapter }, onFailure, timeoutSeconds)
  return { contained, failures }
}

test('an adapter gets the user without password hash, tokens and authData', async () => {
  const seen: UserEmail[] = []
  const { contained } = contain({ sendPasswordResetEmail: (given) => seen.push(given) })
  contained.sendPasswordResetEmail(email())
  await contained.drain(1000)
  const given = seen[0]!.user as ReturnType<typeof user>
  expect(given.toJSON()).toEqual({ objectId: 'abc', username: 'ann', email: 'ann@example.com' })
  expect(given.get('email')).toBe('ann@example.com')
})

test('a failure is told without the link', async () => {
  const { contained, failures } = contain({
    sendVerificationEmail: ({ link }) => Promise.reject(new Error(`no route for ${link}`)),
  })
  contained.sendVerificationEmail(email())
  await contained.drain(1000)
  expect(failures).toEqual(['verification: no route for (link)'])
})

test("sendMail fails towards its caller, who waits for it: Cloud Code's sendEmail", async () => {
  const { contained } = contain({ sendMail: () => Promise.reject(new Error('refused')) })
  await expect(contained.sendMail({ to: 'a@example.com', subject: 's', text: 't' })).rejects.toThrow(
    'refused',
  )
})

test('drain waits for mails under way, then closes the adapter', async () => {
  const order: string[] = []
  let finish: () => void = () => undefined
  const { contained } = contain({
    sendVerificationEmail: () =>
      new Promise<void>((resolve) => (finish = resolve)).then(() => order.push('sent')),
    close: () => order.push('closed'),
  })
  contained.sendVerificationEmail(email())
  await Promise.resolve()
  const drained = contained.drain(10_000)
  finish()
  await drained
  expect(order).toEqual(['sent', 'closed'])
})

test('drain waits for a mail that hangs no longer than it may', async () => {
  const { contained } = contain({ sendVerificationEmail: () => new Promise(() => undefined) })
  contained.sendVerificationEmail(email())
  await expect(contained.drain(10)).resolves.toBeUndefined()
})

test('a mail that takes too long is a failure', async () => {
  const { contained, failures } = contain({ sendVerificationEmail: () => new Promise(() => undefined) }, 0.01)
  contained.sendVerificationEmail(email())
  await contained.drain(10_000)
  expect(failures).toEqual(['verification: no answer within 0.01 seconds'])
})
