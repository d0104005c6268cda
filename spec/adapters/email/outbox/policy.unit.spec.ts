/** When a mail is tried again, and when no more. */
import { defaultPolicy, isOver, retryDelayMs } from '../../../../src/adapters/email/outbox/policy'

const hourMs = 3_600_000

test('the first retry comes within seconds, then ever later, up to about an hour', () => {
  const delays = Array.from({ length: 60 }, (_, index) => retryDelayMs(defaultPolicy, index + 1))
  expect(delays[0]).toBeGreaterThanOrEqual(1600)
  expect(delays[0]).toBeLessThanOrEqual(2400)
  for (const [index, delay] of delays.slice(1, 7).entries()) expect(delay).toBeGreaterThan(delays[index]!)
  for (const delay of delays.slice(8)) {
    expect(delay).toBeGreaterThanOrEqual(0.8 * hourMs)
    expect(delay).toBeLessThanOrEqual(1.2 * hourMs)
  }
})

test('mails of one outage do not come back at the same time', () => {
  const delays = Array.from({ length: 20 }, () => retryDelayMs(defaultPolicy, 10))
  expect(new Set(delays).size).toBeGreaterThan(1)
})

test('a mail is over after two days and sixteen tries', () => {
  const twoDaysAgo = Date.now() - 48 * hourMs
  expect(isOver(defaultPolicy, 16, twoDaysAgo)).toBe(true)
  expect(isOver(defaultPolicy, 15, twoDaysAgo)).toBe(false)
  expect(isOver(defaultPolicy, 60, Date.now() - 47 * hourMs)).toBe(false)
})
