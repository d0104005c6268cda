/** Whom a mail goes to, and who can't slip in. */
import { addressed } from '../../../src/adapters/email/message'
import type { MailTo, Recipient } from '../../../index'

const asObject = (address: string): Recipient => ({ name: '', address })
const userWith = (fields: Record<string, unknown>) => ({ get: (name: string) => fields[name] })
const toOf = (given: unknown, toRecipient: (address: string) => Recipient = asObject) =>
  addressed(given as MailTo, toRecipient).message.to

test.each([
  'ann@example.com',
  'Ann <ann@example.com>',
  'ann+tag@example.com',
  '"a, b"@example.com',
  '"Ann, Smith" <ann@example.com>',
  'üser@exämple.com',
])('%j is one address', (address) => {
  expect(toOf(address)).toBe(address)
})

test('several addresses are a list', () => {
  expect(toOf(['ann@example.com', 'bob@example.com'])).toEqual(['ann@example.com', 'bob@example.com'])
})

test('a user is one recipient, whatever the address holds', () => {
  const user = userWith({ email: 'ann@example.com, eve@example.com', locale: 'de' })
  expect(addressed(user, asObject)).toEqual({
    user,
    locale: undefined,
    message: { to: { name: '', address: 'ann@example.com, eve@example.com' } },
  })
})

test('for adapters that take texts only, a user’s address that is a list is refused', () => {
  const user = userWith({ email: 'ann@example.com, eve@example.com' })
  expect(() => toOf(user, (address) => address)).toThrow('not one e-mail address')
})

test('copies, files and the language stand beside it', () => {
  const user = userWith({ email: 'ann@example.com' })
  const rest = { cc: 'cc@example.com', bcc: ['a@example.com', 'b@example.com'], replyTo: 'help@example.com' }
  const attachments = [{ filename: 'a.txt', content: 'a' }]
  const { message, locale } = addressed({ to: user, ...rest, attachments, locale: 'fr' }, asObject)
  expect(message).toEqual({ to: asObject('ann@example.com'), ...rest, attachments })
  expect(locale).toBe('fr')
})

test.each([
  ['nothing', undefined, /to: expected an address/],
  ['null', null, /to: expected an address/],
  ['a number', 42, /to: expected an address/],
  ['an empty text', '', /to: expected an address/],
  ['an empty list', [], /to: expected an address/],
  ['no address', 'ann', /not one e-mail address/],
  ['two addresses in one text', 'ann@example.com, eve@example.com', /not one e-mail address/],
  ['a group', 'all: ann@example.com, eve@example.com;', /not one e-mail address/],
  ['a header after it', 'ann@example.com\r\nBcc: eve@example.com', /not one e-mail address/],
  ['a list in a list', [['ann@example.com']], /to: expected an address/],
  ['a user without an address', userWith({}), /no e-mail address/],
  ['a user whose address is no text', userWith({ email: 1 }), /no e-mail address/],
  ['two addresses as a copy', { to: 'a@example.com', cc: 'b@example.com, c@example.com' }, /not one/],
  [
    'two addresses as a hidden copy',
    { to: 'a@example.com', bcc: ['b@example.com, c@example.com'] },
    /not one/,
  ],
  ['two addresses for answers', { to: 'a@example.com', replyTo: 'b@example.com, c@example.com' }, /not one/],
  [
    'a file of the server',
    { to: 'a@example.com', attachments: [{ filename: 'x', path: '/etc/passwd' }] },
    /path/,
  ],
  [
    'a file from anywhere',
    { to: 'a@example.com', attachments: [{ filename: 'x', href: 'http://x' }] },
    /href/,
  ],
  [
    'no content',
    { to: 'a@example.com', attachments: [{ filename: 'x' }] },
    /attachments.0.content: expected/,
  ],
  ['attachments that are no list', { to: 'a@example.com', attachments: 'x' }, /attachments: expected a list/],
  ['a language that is no text', { to: 'a@example.com', locale: 1 }, /locale: expected a language/],
])('%s is refused, and not repeated', (_, given, message) => {
  const error = expect.objectContaining({
    code: 'ERR_MAIL',
    message: expect.stringMatching(message),
  }) as Error
  expect(() => toOf(given)).toThrow(error)
  expect(() => toOf(given)).not.toThrow('eve@example.com')
})
