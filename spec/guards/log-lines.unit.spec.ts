import { onOneLine } from '../../src/guards/log/lines'

const escape = '\u001b[31m'
const forged = `x\ninfo: forged\r${escape}\u009b0m\u2028\u202e\u007f`
const shown = 'x\\ninfo: forged\\r\\u001b[31m\\u009b0m\\u2028\\u202e\\u007f'

const stackOf = ({ stack }: { stack?: unknown }) => String(stack).split('\n')

describe('onOneLine', () => {
  test('escapes line breaks and control characters of a text', () => {
    expect(onOneLine(`Invalid class name: ${forged}.`)).toBe(`Invalid class name: ${shown}.`)
  })

  test('leaves other text, numbers and nothing as they are', () => {
    for (const value of ['ünï 😀 e\u0301 \u200d "\\n"', 5, true, null, undefined])
      expect(onOneLine(value)).toBe(value)
  })

  test('leaves the line breaks of JSON at the end of a text', () => {
    const json = JSON.stringify({ a: forged, b: [1] }, null, 2)
    const text = onOneLine(`REQUEST for [GET] /a: ${json}`) as string
    const [first, ...rest] = text.split('\n')
    expect(first).toBe('REQUEST for [GET] /a: {')
    expect(rest).toEqual([`  "a": "${shown}",`, '  "b": [', '    1', '  ]', '}'])
    expect(onOneLine(`/a\nb: ${json}`)).toMatch(/^\/a\\nb: \{\n {2}"a"/)
  })

  test('leaves the line breaks of what Parse Server says of triggers and functions', () => {
    const text = (name: string) => `Failed running ${name} for user x with:\n  Input: {"a":1}\n  Error: {}`
    expect(onOneLine(text('f'))).toBe(text('f'))
    expect(onOneLine(text('f\n  Input: {}'))).toBe(text('f\\n  Input: {}'))
    expect(onOneLine('beforeSave triggered for A for user x:\n  Input: {}')).toContain('\n  Input: {}')
  })

  test('leaves the report of the security checks', () => {
    const report = '\n###\n#  #\n#   Parse Server Security Check   #\n- Group\n  ok'
    expect(onOneLine(report)).toBe(report)
  })

  test('leaves the stack of an error, but not the line breaks of its message', () => {
    const error = Object.assign(new TypeError(`no ${forged}`), { code: 101, names: [forged] })
    const copy = onOneLine(error) as typeof error
    expect(copy).toBeInstanceOf(TypeError)
    expect(copy).toMatchObject({ message: `no ${shown}`, code: 101, names: [shown] })
    const [first, second] = stackOf(copy)
    expect(first).toBe(`TypeError: no ${shown}`)
    expect(second).toMatch(/^ {4}at .*log-lines\.unit\.spec/)
    expect(stackOf({ stack: onOneLine(error.stack) })).toEqual(stackOf(copy))
    expect(error.message).toContain('\n')
  })

  test('escapes names and values in objects, at any depth', () => {
    const nested = { stack: new Error(forged).stack }
    const copy = onOneLine({ [forged]: [{ className: forged }], nested }) as Record<string, unknown>
    expect(copy).toMatchObject({ [shown]: [{ className: shown }] })
    expect(stackOf(copy.nested as { stack: string })[0]).toBe(`Error: ${shown}`)
  })
})
