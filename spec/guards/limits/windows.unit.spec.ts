/** What limits remember of an attempt. */
import { windowsOf } from '../../../src/guards/limits/windows'

const limit = { max: 3, seconds: 60 }
const keyOf = (name: string, subject: string) => windowsOf([{ name, limit, subject }])[0]?.key

test('the key of a window is short, however long the subject is', () => {
  expect(keyOf('logIn.perAccount', 'x'.repeat(1_000_000))).toHaveLength(43)
})

test('windows of other limits, and of other subjects, have other keys', () => {
  const keys = [
    keyOf('logIn.perAccount', 'ann'),
    keyOf('logIn.perAccount', 'bob'),
    keyOf('logIn.perAddress', 'ann'),
  ]
  expect(new Set(keys).size).toBe(3)
})
