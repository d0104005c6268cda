/** What an update of a user means. */
import {
  changesEmail,
  changesPassword,
  linkedProviders,
  masked,
} from '../../../src/cloud/notifications/changes'

test.each([
  ['ann@example.com', 'a•••@example.com'],
  ['a@example.com', 'a•••@example.com'],
  ['🦊fox@example.com', '🦊•••@example.com'],
  ['"a@b"@example.com', '"•••@example.com'],
  [{ __op: 'Delete' }, '–'],
  [null, '–'],
])('an address is masked, but for its domain: %j', (email, shown) => {
  expect(masked(email)).toBe(shown)
})

test('a password is changed when one is set', () => {
  expect(changesPassword({ _hashed_password: '$2b$…' })).toBe(true)
  expect(changesPassword({ _hashed_password: { __op: 'Delete' } })).toBe(false)
  expect(changesPassword({ name: 'Ann' })).toBe(false)
})

test('an address is another one when it is more than written otherwise', () => {
  const before = { email: 'ann@example.com' }
  expect(changesEmail(before, { email: 'Ann@Example.com' })).toBe(false)
  expect(changesEmail(before, { email: 'bob@example.com' })).toBe(true)
  expect(changesEmail(before, { email: null })).toBe(true)
  expect(changesEmail(before, {})).toBe(false)
  expect(changesEmail({}, { email: { __op: 'Delete' } })).toBe(false)
})

test.each([
  ['a new one', {}, { google: { id: '1' } }, ['Google']],
  [
    'several',
    {},
    { facebook: { id: '1' }, apple: { id: '2' }, auth0: { id: '3' } },
    ['Facebook', 'Apple', 'Auth0'],
  ],
  ['one that people know by another name', {}, { github: { id: '1' } }, ['Github']],
  ['the same again', { google: { id: '1' } }, { google: { id: '1', access_token: 'x' } }, []],
  ['another identity', { google: { id: '1' } }, { google: { id: '2' } }, ['Google']],
  ['an end of one', { google: { id: '1' } }, { google: null }, []],
  ['a second factor', {}, { mfa: { secret: 'x', recovery: [] } }, []],
  ['an anonymous id', {}, { anonymous: { id: '1' } }, ['Anonymous']],
  ['an end of the anonymous id', { anonymous: { id: '1' } }, { anonymous: null }, []],
  [
    'one beside the anonymous id',
    { anonymous: { id: '1' } },
    { anonymous: { id: '1' }, google: { id: '2' } },
    ['Google'],
  ],
])('an identity is linked: %s', (_what, before, authData, providers) => {
  expect(linkedProviders({ authData: before }, { authData })).toEqual(providers)
})

test('an identity in return for the password was there before', () => {
  const fields = { authData: { auth0: { id: '1' } }, _hashed_password: { __op: 'Delete' } }
  expect(linkedProviders({}, fields)).toEqual([])
})
