/** Which addresses a domain stands for. */
import { faultOfDomain } from '../../../src/cloud/entry/email-domains'

const allowed = ['example.com', '*.example.org', 'bücher.example']

test.each([
  'ann@example.com',
  'Ann@EXAMPLE.com',
  'ann@example.com.',
  'ann@mail.example.org',
  'ann@a.b.example.org',
  'ann@xn--bcher-kva.example',
  '"a@evil.com"@example.com',
])('allowed domains let in %s', (email) => {
  expect(faultOfDomain(email, { allowed })).toBeUndefined()
})

test.each([
  'ann@example.com.evil.com',
  'ann@evilexample.com',
  'ann@mail.example.com',
  'ann@example.org',
  'ann@evilexample.org',
  'ann@example.com@evil.com',
  'ann',
])('allowed domains keep out %s', (email) => {
  expect(faultOfDomain(email, { allowed })).toBe('Use an e-mail address of ' + allowed.join(' or ') + '.')
})

test.each([undefined, '', null, { __op: 'Delete' }])('allowed domains need an address: %j', (email) => {
  expect(faultOfDomain(email, { allowed })).toMatch(/is needed here/)
  expect(faultOfDomain(email, { refused: ['example.com'] })).toBeUndefined()
})

test('refused domains keep out what is of them, and win over allowed ones', () => {
  const refused = ['*.example.org', 'mailinator.com']
  expect(faultOfDomain('ann@Mailinator.com', { refused })).toBe(
    'E-mail addresses of mailinator.com are not accepted here.',
  )
  expect(faultOfDomain('ann@a.example.org', { allowed, refused })).toMatch(/not accepted/)
  expect(faultOfDomain('ann@example.org', { refused })).toBeUndefined()
})
