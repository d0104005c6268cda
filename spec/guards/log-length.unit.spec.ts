import { onOneLine } from '../../src/guards/log/lines'
import { redact } from '../../src/guards/log/redact'

const megabyte = 1_000_000
const many = (part: string) => part.repeat(megabyte / part.length)
const logged = (value: unknown) => onOneLine(redact(value))

describe('what is logged of a long text', () => {
  test('is its begin, and how much is left out', () => {
    expect(redact('a'.repeat(10_000))).toBe('a'.repeat(10_000))
    expect(redact('a'.repeat(megabyte))).toBe(`${'a'.repeat(8000)}… (992000 characters are left out)`)
  })

  test('is the stack behind it, and nothing else of its end', () => {
    const frames = '\n    at a (b.js:1:2)\n    at c (d.js:3:4)'
    expect(redact(`${'a'.repeat(megabyte)}\nsecret${frames}`)).toBe(
      `${'a'.repeat(8000)}… (992007 characters are left out)${frames}`,
    )
    const error = new Error('a'.repeat(megabyte))
    const { message, stack } = redact(error) as Error
    expect(message.length).toBeLessThan(8100)
    expect(stack).toMatch(/left out\)\n {4}at .*log-length\.unit\.spec/)
  })

  test('is bounded in the fields of objects and JSON, which stay whole', () => {
    const fields = {
      order: 'a'.repeat(megabyte),
      password: 'b'.repeat(megabyte),
      list: Array(5000).fill('short'),
    }
    for (const value of [
      redact(fields),
      JSON.parse(String(redact(`REQUEST: ${JSON.stringify(fields)}`)).slice(9)),
    ])
      expect(value).toEqual({ ...fields, order: expect.stringMatching(/^a{8000}… \(/), password: '********' })
  })

  test.each([
    'x\n    at ',
    '\n    at \n',
    '\n  Input: ',
    'authData.',
    'authData ',
    ...[': {\n', '"a": ', 'eyJ-', 'r:', '?a=', '&', 'Bearer ', '\\"', '<a ', '['],
  ])(
    'is found without going back and forth in a megabyte of %j',
    (part) => {
      expect(String(logged(many(part))).length).toBeLessThan(100_000)
      expect(String(onOneLine(many(part))).length).toBeGreaterThan(megabyte / 2)
    },
    20_000,
  )

  test('is not a thousand times as long for JSON that is deep', () => {
    for (const deep of ['['.repeat(3000) + ']'.repeat(3000), '{"a":'.repeat(3000) + '1' + '}'.repeat(3000)])
      expect(String(logged(`Invalid: ${deep}`)).length).toBeLessThan(20_000)
  })

  test('has nothing of authData in it, wherever it stands', () => {
    expect(redact('where authData.authData.x: "secret"')).not.toContain('secret')
    expect(redact('x.authData.acme = secret')).not.toContain('secret')
    expect(redact('authData  and authData: secret')).not.toContain('secret')
  })
})
