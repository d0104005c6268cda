import { shortened, withoutValues } from '../../../src/guards/graphql/words'

const megabyte = 1_000_000

describe('withoutValues', () => {
  test.each([
    [
      'Variable "$x" got invalid value "a; b" at "x.y"; Expected type "Int".',
      'Variable "$x" got an invalid value at "x.y"; Expected type "Int".',
    ],
    [
      'Variable "$x" got invalid value {a: "b"}; Field "a" is not defined by type "X".',
      'Variable "$x" got an invalid value; Field "a" is not defined by type "X".',
    ],
    [
      'Variable "$x" got invalid value " at \\"x\\"; " at "x.y"; no "z"; here',
      'Variable "$x" got an invalid value at "x.y"; no "z"; here',
    ],
    ['String cannot represent a non string value: {a: "b"}', 'String cannot represent a non string value.'],
    [
      'Int cannot represent non 32-bit signed integer value: 9: 9',
      'Int cannot represent non 32-bit signed integer value.',
    ],
    ['Cannot query field "a" on type "B".', 'Cannot query field "a" on type "B".'],
    ['Variable "$x" got invalid value ', 'Variable "$x" got invalid value '],
  ])('%s', (message, expected) => {
    expect(withoutValues(message)).toBe(expected)
  })

  test.each([' got invalid value ', ' at "', '"; ', ' at "; ', 'cannot represent ', '; '])(
    'does not go back and forth in a megabyte of %s',
    (part) => {
      const text = part.repeat(megabyte / part.length)
      expect(withoutValues(text).length).toBeLessThanOrEqual(text.length)
      expect(withoutValues(`Variable "$x" got invalid value ${text} at "x"; no`)).toMatch(/; no$|value\.$/)
    },
    20_000,
  )
})

describe('shortened', () => {
  test('leaves what is short, and says where it has cut', () => {
    expect(shortened('a'.repeat(10_000))).toBe('a'.repeat(10_000))
    expect(shortened('a'.repeat(megabyte))).toBe(`${'a'.repeat(10_000)}… (cut)`)
  })
})
