import { redact } from '../../src/guards/log/redact'

const mask = '********'
const sessionToken = 'r:0123456789abcdef0123456789abcdef'
const jwt = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhdXRoMHxhbm4ifQ.c2lnbmF0dXJl'

describe('redact', () => {
  test.each([
    ['a session token', `of ${sessionToken}.`, `of ${mask}.`],
    [
      'a session token in an address',
      `/sessions?where=${encodeURIComponent(JSON.stringify({ a: sessionToken }))}`,
      `/sessions?where=%7B%22a%22%3A%22${mask}%22%7D`,
    ],
    ['a JSON Web Token', `of ${jwt}!`, `of ${mask}!`],
    ['a token that was cut', `of ${jwt.slice(0, 30)}... (truncated)`, `of ${mask} (truncated)`],
    ['a page', '\n<!DOCTYPE html><input name="token" value="abc">', mask],
    ['HTTP credentials', 'Basic YTpi', mask],
    ['the hash of a password', `$2b$10$${'a'.repeat(53)}`, mask],
    [
      'parameters of an address',
      '/apps/a/verify_email?token=abc&username=ann',
      `/apps/a/verify_email?token=${mask}&username=ann`,
    ],
    [
      'JSON that was cut',
      'Input: {"a":1,"password":"sec... (truncated)',
      `Input: {"a":1,"password":"${mask}`,
    ],
    [
      'authData that was cut',
      'Input: {"authData":{"acme":{"proof":"x\n  Result: {}',
      `Input: {"authData ${mask}\n  Result: {}`,
    ],
    [
      'GraphQL',
      'logIn(input: { username: "ann", password: "x\\"y" })',
      `logIn(input: { username: "ann", password: "${mask}" })`,
    ],
  ])('takes %s out of a text', (_, text, expected) => {
    expect(redact(text)).toBe(expected)
  })

  test('takes fields out of JSON at the end of a text', () => {
    const text = redact(
      `REQUEST for [POST] /parse/users: ${JSON.stringify({ a: 1, authData: { x: { y: 'z' } }, code: 'abc' })}`,
    )
    const expected = JSON.stringify({ a: 1, authData: mask, code: mask }, null, 2)
    expect(text).toBe(`REQUEST for [POST] /parse/users: ${expected}`)
  })

  test('takes fields out of a copy of an object, at any depth', () => {
    const headers = { 'X-Parse-Master-Key': 'm', Authorization: 'a', Cookie: 'c', Host: 'h' }
    const object = { headers, list: [{ new_password: 'p', id: 1 }], error: new Error(`no ${sessionToken}`) }
    const copy = redact(object)
    expect(copy).toMatchObject({
      headers: { 'X-Parse-Master-Key': mask, Authorization: mask, Cookie: mask, Host: 'h' },
      list: [{ new_password: mask, id: 1 }],
      error: { name: 'Error', message: `no ${mask}`, stack: expect.stringContaining('redact.unit.spec') },
    })
    expect(headers.Authorization).toBe('a')
  })

  test.each([
    '<Parse.User> saved, 2 < 3 > 1',
    'No authData was given; authData is needed',
    'monkey: "banana", zipcode: "8000", publicKey: "p"',
    'GET /places?zipcode=8000&countryCode=CH&sortKey=name',
    'The code of the error is 141: "own words"',
  ])('leaves alone: %s', (text) => {
    expect(redact(text)).toBe(text)
  })

  test('leaves fields alone that are no secrets, and takes those that are', () => {
    const object = { monkey: 'a', countryCode: 'CH', primaryKey: 'b', secretary: 'c' }
    expect(redact(object)).toEqual(object)
    const secrets = [
      'apiKey',
      'apikey',
      'API_KEY',
      'x-parse-master-key',
      'stripeKey',
      'clientSecret',
      'user_code',
    ]
    for (const name of secrets) expect(redact({ [name]: 'x' })).toEqual({ [name]: mask })
  })

  test('takes errors whose message is no text', () => {
    const copy = redact(Object.assign(new Error(''), { message: { token: 'x', a: 1 } })) as Error
    expect(copy).toMatchObject({ message: { token: mask, a: 1 } })
  })

  test('takes long words without end in a moment', () => {
    const start = Date.now()
    redact('a-'.repeat(200_000))
    redact('?'.repeat(200_000))
    redact(`<${'a'.repeat(200_000)}`)
    expect(Date.now() - start).toBeLessThan(10_000)
  })

  test('keeps numbers, flags and the absence of a value', () => {
    const object = { code: 101, keyExists: true, token: null, emailVerifyTokenValidityDuration: 60 }
    expect(redact(object)).toEqual(object)
    for (const value of [1, true, null, undefined]) expect(redact(value)).toBe(value)
  })

  test('keeps errors as errors', () => {
    const error = Object.assign(new TypeError(`no ${sessionToken}`), { code: 'ECONNREFUSED', token: 'x' })
    const copy = redact(error) as typeof error
    expect(copy).toBeInstanceOf(TypeError)
    expect(copy).toMatchObject({
      message: `no ${mask}`,
      code: 'ECONNREFUSED',
      token: mask,
    })
    expect(copy.stack).toContain('redact.unit.spec')
    expect(copy.stack).not.toContain(sessionToken)
    expect(error.message).toContain(sessionToken)
  })

  test('describes what can not be written as JSON in brief', () => {
    const cycle: Record<string, unknown> = { a: sessionToken, nested: { password: 'p' } }
    cycle.self = cycle
    const text = String(redact(cycle))
    expect(text).toContain('nested: [Object]')
    expect(text).not.toContain(sessionToken)
  })
})
