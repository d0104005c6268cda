/** Users whose passwords were hashed elsewhere log in by whatever way there is, and are hashed anew. */
import { randomUUID } from 'node:crypto'
import { describeWithDatabase } from '../../../support/database'
import { graphql } from '../../../support/graphql'
import { type Host, startHost } from '../../../support/host'
import { hashOf, importedHashes, importedPassword, setHash } from '../../../support/imported-hashes'
import { openPage, sendForm } from '../../../support/pages'
import { rest } from '../../../support/rest'
import { signUp } from '../../../support/auth0-log-in'

const firebase = importedHashes['Firebase’s scrypt']!

type Way = (host: Host, username: string, password: string) => Promise<boolean>

const mutation = `mutation ($input: LogInInput!) { logIn(input: $input) { viewer { sessionToken } } }`
const ways: Record<string, Way> = {
  'POST /login': async (host, username, password) =>
    (await rest(host, 'POST', '/login', { body: { username, password } })).status === 200,
  'GET /verifyPassword': async (host, username, password) =>
    (await rest(host, 'GET', '/verifyPassword', { query: { username, password } })).status === 200,
  '/batch': async (host, username, password) => {
    const requests = [{ method: 'POST', path: '/parse/login', body: { username, password } }]
    const { body } = await rest(host, 'POST', '/batch', { body: { requests } })
    return (body as { success?: object }[])[0]?.success !== undefined
  },
  GraphQL: async (host, username, password) => {
    const { body } = await graphql(host, mutation, { variables: { input: { username, password } } })
    return Boolean((body as { data?: { logIn?: object } }).data?.logIn)
  },
  'the page to sign in': async (host, username, password) => {
    const page = await openPage(`${host.url}/auth/sign-in`)
    const { headers } = await sendForm(page, { username, password }, { redirect: 'manual' })
    return headers.getSetCookie().some((cookie) => /accounts-session-\w+=[^;]/.test(cookie))
  },
}

describeWithDatabase('an imported password', (database) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost({ database: database(), limits: false })
  })
  afterAll(() => host.close())

  async function newUser(hash: string) {
    const { username, objectId, sessionToken } = await signUp(host, `${randomUUID()}@example.com`)
    await setHash(host, objectId, hash)
    return { username, objectId, sessionToken }
  }

  test.each(Object.entries(importedHashes))('lets in whoever knows it: %s', async (_kind, hash) => {
    const { username, objectId } = await newUser(hash)
    const logIn = ways['POST /login']!
    expect(await logIn(host, username, 'another password')).toBe(false)
    expect(await logIn(host, username, hash)).toBe(false)
    expect(await hashOf(host, objectId)).toBe(hash)
    expect(await logIn(host, username, importedPassword)).toBe(true)
    expect(await hashOf(host, objectId)).toMatch(/^\$2[aby]\$/)
    expect(await logIn(host, username, importedPassword)).toBe(true)
    expect(await logIn(host, username, 'another password')).toBe(false)
  })

  test.each(Object.entries(ways))('counts by %s, and is hashed anew', async (_name, way) => {
    const { username, objectId } = await newUser(firebase)
    expect(await way(host, username, 'another password')).toBe(false)
    expect(await hashOf(host, objectId)).toBe(firebase)
    expect(await way(host, username, importedPassword)).toBe(true)
    expect(await hashOf(host, objectId)).toMatch(/^\$2[aby]\$/)
  })

  test('counts as `currentPassword`, where a user changes it', async () => {
    const { username, objectId, sessionToken } = await newUser(firebase)
    const change = (currentPassword: string) =>
      rest(host, 'PUT', `/users/${objectId}`, {
        sessionToken,
        body: { currentPassword, password: 'correct-horse' },
      })
    expect((await change('another password')).body).toMatchObject({ code: 101 })
    expect((await change(importedPassword)).status).toBe(200)
    expect(await ways['POST /login']!(host, username, 'correct-horse')).toBe(true)
    expect(await ways['POST /login']!(host, username, importedPassword)).toBe(false)
  })

  test('is in no answer, and nobody finds users by it', async () => {
    const { objectId, sessionToken } = await newUser(firebase)
    const asked = [
      rest(host, 'GET', `/users/${objectId}`, { sessionToken }),
      rest(host, 'GET', '/users/me', { sessionToken }),
      rest(host, 'GET', '/users', { master: true, query: { where: { objectId } } }),
    ]
    for (const { body } of await Promise.all(asked))
      expect(JSON.stringify(body)).not.toMatch(/scrypt|_hashed_password/)
    const where = { _hashed_password: firebase }
    const { body } = await rest(host, 'GET', '/users', { query: { where }, sessionToken })
    expect(body).toMatchObject({ code: expect.any(Number) as number })
  })

  test('is hashed anew once, however many log in at the same time', async () => {
    const { username, objectId } = await newUser(firebase)
    const logIns = Array.from({ length: 10 }, () => ways['POST /login']!(host, username, importedPassword))
    expect(await Promise.all(logIns)).toEqual(Array(10).fill(true))
    const hash = await hashOf(host, objectId)
    expect(hash).toMatch(/^\$2[aby]\$/)
    expect(await ways['POST /login']!(host, username, importedPassword)).toBe(true)
    expect(await hashOf(host, objectId)).toBe(hash)
  })

  test('never comes back over one that is set meanwhile', async () => {
    const users = await Promise.all(Array.from({ length: 8 }, () => newUser(firebase)))
    const race = async ({ username, objectId }: { username: string; objectId: string }) => {
      const body = { password: 'correct-horse' }
      const set = rest(host, 'PUT', `/users/${objectId}`, { master: true, body })
      await Promise.all([ways['POST /login']!(host, username, importedPassword), set])
      return ways['POST /login']!(host, username, 'correct-horse')
    }
    expect(await Promise.all(users.map(race))).toEqual(Array(8).fill(true))
  })
})
