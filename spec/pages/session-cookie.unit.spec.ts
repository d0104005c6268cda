/** The cookie of a session: where the host is reached by TLS and where it is not, and beside other servers of the host. */
import { createSessionCookie } from '../../src/pages/sign-in/cookie'

const cookieAt = (url: string, appId = 'books') =>
  createSessionCookie({ config: { appId }, publicUrl: new URL(url) })
const nameOf = (cookie: ReturnType<typeof cookieAt>) => String(cookie.clear.split('=')[0])

const encrypted = cookieAt('https://api.example.com/parse')
const plain = cookieAt('http://localhost:1337/parse')
const token = `r:${'0a'.repeat(16)}`
const name = nameOf(encrypted)

test('is for this host alone, encrypted, and out of reach of scripts', () => {
  expect(name).toMatch(/^__Host-accounts-session-[0-9a-f]{8}$/)
  expect(encrypted.write(token, 60)).toBe(
    `${name}=${token}; Max-Age=60; Path=/; HttpOnly; SameSite=Lax; Secure`,
  )
  expect(encrypted.clear).toBe(`${name}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax; Secure`)
  expect(nameOf(plain)).toMatch(/^accounts-session-[0-9a-f]{8}$/)
  expect(plain.write(token, 60)).toBe(`${nameOf(plain)}=${token}; Max-Age=60; Path=/; HttpOnly; SameSite=Lax`)
})

test.each([
  ['the cookie', `a=b; ${name}=${token}; c=d`, token],
  ['no cookie', undefined, undefined],
  ['one without the prefix, which a neighbour may have set', `${name.slice(7)}=${token}`, undefined],
  ['one of another name', `x${name}=${token}`, undefined],
  ['what is no token', `${name}=r:a"b`, undefined],
  ['what is too long', `${name}=r:${'a'.repeat(300)}`, undefined],
])('is read from %s', (_what, cookie, expected) => {
  expect(encrypted.read(cookie === undefined ? {} : { cookie })).toBe(expected)
})

test.each([
  ['port', cookieAt('http://localhost:3000/parse')],
  ['path', cookieAt('http://localhost:1337/b/parse')],
  ['app', cookieAt('http://localhost:1337/parse', 'films')],
])('is not that of a server on the same host with another %s', (_what, other) => {
  expect(other.read({ cookie: `${nameOf(plain)}=${token}` })).toBeUndefined()
  const both = `${nameOf(plain)}=${token}; ${nameOf(other)}=r:other`
  expect([plain, other].map(({ read }) => read({ cookie: both }))).toEqual([token, 'r:other'])
})

test('is the same for all nodes of a server, whatever stands behind the name of its host', () => {
  expect(nameOf(cookieAt('https://API.example.com:443/parse'))).toBe(name)
})
