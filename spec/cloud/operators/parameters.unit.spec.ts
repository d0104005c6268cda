/** What operators send: dates that the calendar has, and parameters that there are. */
import { blockFrom } from '../../../src/cloud/users/block'
import { operations } from '../../../src/cloud/operators/operations'
import { assertKnown, timeIn } from '../../../src/cloud/operators/parameters'

const block = operations.find(({ name }) => name === 'block')!

test.each([
  ['2028-02-29', '2028-02-29T00:00:00.000Z'],
  ['2027-01-01T18:00:00Z', '2027-01-01T18:00:00.000Z'],
  ['2027-01-01T18:00:00.5+02:00', '2027-01-01T16:00:00.500Z'],
])('a date of ISO 8601 is taken: %s', (text, iso) => {
  expect(timeIn(text, 'until').toISOString()).toBe(iso)
})

test.each([
  ...['2027-02-30', '2027-02-29', '2027-13-01', '01/02/2027', '2027-1-2', '2027', '1 Jan 2027', ''],
  ...['+275760-09-13', '2027-01-01T25:00Z', '2027-01-01 18:00', '1830000000000', ' 2027-01-01'],
])('what is none is refused, rather than moved or guessed: %j', (text) => {
  expect(() => timeIn(text, 'until')).toThrow('`until` is a date as 2027-01-01, or a time as')
})

test('a block ends within a hundred years', () => {
  const inYears = (years: number) => new Date(Date.now() + years * 365.25 * 86_400_000)
  const until = inYears(99)
  expect(blockFrom({ until })).toEqual({ until: until.toISOString() })
  for (const wrong of [inYears(101), new Date(8.64e15), inYears(-1), new Date(NaN)])
    expect(() => blockFrom({ until: wrong })).toThrow('a Date to come, 100 years ahead at most')
})

test.each([
  [{ userId: 'x', rason: '' }, 'Unknown parameter `rason`: did you mean `reason`?'],
  [{ userId: 'x', untill: '' }, 'Unknown parameter `untill`: did you mean `until`?'],
  [{ userId: 'x', days: '7' }, 'Unknown parameter `days`: there are userId, operator, reason, until.'],
])('a parameter that there is not is refused: %j', (params, message) => {
  expect(() => assertKnown(block, params)).toThrow(message)
})

test('all parameters that there are are taken', () => {
  expect(() => assertKnown(block, { userId: 'x', operator: '', reason: '', until: '' })).not.toThrow()
})
