/** Which events are kept, where anybody can cause them without an end. */
import { createThinning } from '../../../src/cloud/security/thinning'

const at = new Date('2026-11-29T12:00:00Z')

test('what costs its sender nothing is kept once a minute for each account and network', () => {
  const clock = jest.spyOn(Date, 'now').mockReturnValue(1000)
  const isKept = createThinning()
  const limited = (ip: string) => isKept({ type: 'limited', at, subject: 'logIn.perAddress', ip })
  expect([limited('192.0.2.1'), limited('192.0.2.1'), limited('192.0.2.2')]).toEqual([true, false, true])
  expect([limited('2001:db8::1'), limited('2001:db8::2'), limited('2001:db8:1::1')]).toEqual([
    true,
    false,
    true,
  ])
  const failed = (reason: 'locked' | 'credentials') =>
    isKept({ type: 'loginFailed', at, reason, userId: 'a' })
  expect([failed('locked'), failed('locked')]).toEqual([true, false])
  expect([failed('credentials'), failed('credentials')]).toEqual([true, true])
  clock.mockReturnValue(62_000)
  expect(limited('192.0.2.1')).toBe(true)
  clock.mockRestore()
})
