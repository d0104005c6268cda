/** What a row of the audit is made of. */
import { rowOf, shortened } from '../../../src/cloud/audit/rows'

const at = new Date('2026-11-29T12:00:00Z')

test.each([
  ['203.0.113.77', '203.0.113.0'],
  ['::ffff:203.0.113.77', '203.0.113.0'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1::'],
  ['no address', 'no address'],
])('%s is shortened to %s', (ip, short) => {
  expect(shortened(ip)).toBe(short)
})

test('a row tells how it ended', () => {
  const event = { type: 'loginFailed', at, ip: '203.0.113.77', reason: 'credentials', userId: 'a' } as const
  const row = {
    event: 'loginFailed',
    outcome: 'failure',
    at,
    reason: 'credentials',
    userId: 'a',
  }
  expect(rowOf(event, false)).toEqual({ ...row, ip: '203.0.113.77' })
  expect(rowOf(event, true)).toEqual({ ...row, ip: '203.0.113.0' })
  expect(rowOf({ type: 'login', at }, false)).toMatchObject({ outcome: 'success' })
})

test('a row has only text that a database can hold', () => {
  const event = {
    type: 'loginFailed',
    at,
    provider: 'a\0b',
    installationId: 'c\ud83d',
    device: '😀',
  } as const
  const kept = { at, provider: 'ab', installationId: 'c\ufffd', device: '😀' }
  expect(rowOf(event, false)).toMatchObject(kept)
})
