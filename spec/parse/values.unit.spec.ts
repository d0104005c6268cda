/** Forms of text that names and passwords are compared in. */
import { normalized } from '../../src/parse/values'

test('a letter is one character, however it was typed, and a wide one is narrow where that is asked for', () => {
  expect(normalized('A\u0301')).toBe('\u00c1')
  expect([normalized('\uff21'), normalized('\uff21', 'NFKC')]).toEqual(['\uff21', 'A'])
})

test('what is longer than a name or a password stays as it is, at once', () => {
  const marks = `a${'\u0301\u0316'.repeat(500_000)}`
  expect(normalized(marks) === marks && normalized(marks, 'NFKC') === marks).toBe(true)
})
