/** The cookie of a session, where the host is reached by TLS and where it is not. */
import { createSessionCookie } from '../../src/pages/sign-in/cookie'

const encrypted = createSessionCookie(new URL('https://api.example.com/parse'))
const plain = createSessionCookie(new URL('http://localhost:1337/parse'))
const token = `r:${'0a'.repeat(16)}`

test('is for this host alone, encrypted, and out of reach of scripts', () => {
  expect(encrypted.write(token, 60)).toBe(
    `__Host-accounts-session=${token}; Max-Age=60; Path=/; HttpOnly; SameSite=Lax; Secure`,
  )
  expect(encrypted.clear).toBe('__Host-accounts-session=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax; Secure')
  expect(plain.write(token, 60)).toBe(`accounts-session=${token}; Max-Age=60; Path=/; HttpOnly; SameSite=Lax`)
})

test.each([
  ['the cookie', `a=b; __Host-accounts-session=${token}; c=d`, token],
  ['no cookie', undefined, undefined],
  ['one without the prefix, which a neighbour may have set', `accounts-session=${token}`, undefined],
  ['one of another name', `x__Host-accounts-session=${token}`, undefined],
  ['what is no token', '__Host-accounts-session=r:a"b', undefined],
  ['what is too long', `__Host-accounts-session=r:${'a'.repeat(300)}`, undefined],
])('is read from %s', (_what, cookie, expected) => {
  expect(encrypted.read(cookie === undefined ? {} : { cookie })).toBe(expected)
})
