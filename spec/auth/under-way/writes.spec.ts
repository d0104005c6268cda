/** Writes of sessions that were on their way when the owner of an account took it back by a new password. */
import { randomUUID } from 'node:crypto'
import { internals } from '../../../src/parse/internals'
import { acmeAuthData } from '../../support/acme'
import { createGate } from '../../support/gate'
import { rest } from '../../support/rest'
import { canLogIn, choose, resetLink } from '../passwords/ways'
import { chosen, describeUnderWay, type UnderWay, type User } from './host'

const evil = 'evil-password'

/** With their names. */
const newPasswords: [string, (given: UnderWay, user: User) => Promise<unknown>][] = [
  ['by a link in a mail', ({ reset }, user) => reset(user)],
  [
    'by another session',
    async ({ logIn, put }, user) => {
      const { sessionToken } = (await logIn(user)).body as User
      expect((await put({ ...user, sessionToken }, { password: chosen })).status).toBe(200)
    },
  ],
  [
    'by an operator',
    ({ host }, { objectId }) =>
      rest(host, 'PUT', `/users/${objectId}`, { master: true, body: { password: chosen } }),
  ],
]

describeUnderWay('what a session was writing when a new password was set', (given) => {
  describe.each(newPasswords)('%s', (_title, setPassword) => {
    test.each<[string, () => object]>([
      ['a password', () => ({ password: evil })],
      ['an address', () => ({ email: `${randomUUID()}@example.com` })],
      ['a name', () => ({ username: randomUUID() })],
      ['a link', () => ({ authData: acmeAuthData(randomUUID()) })],
    ])('is refused: %s', async (_kind, made) => {
      const { host, gate, put, stored } = given()
      const user = await given().signUp()
      const answer = await gate.during(
        () => put(user, made()),
        () => setPassword(given(), user),
      )
      expect(answer.body).toEqual({ code: 209, error: 'Invalid session token' })
      const { username, email } = user
      const row = await stored(user)
      expect(row).toMatchObject({ username, email })
      expect(row).not.toHaveProperty('authData.acme')
      expect(await canLogIn(host, username, chosen)).toBe(true)
      expect(await canLogIn(host, username, evil)).toBe(false)
    })
  })

  test('leaves the name that was refused to others, at once', async () => {
    const { host, gate, put, reset } = given()
    const user = await given().signUp()
    const username = randomUUID()
    const answer = await gate.during(
      () => put(user, { username }),
      () => reset(user),
    )
    expect(answer.body.code).toBe(209)
    expect((await rest(host, 'POST', '/users', { body: { username, password: chosen } })).status).toBe(201)
  })

  test('does not wait as a new address: what was asked for before the password is written goes with it', async () => {
    const { host, mailbox, put, stored } = given()
    const user = await given().signUp()
    await rest(host, 'PUT', `/users/${user.objectId}`, { master: true, body: { emailVerified: true } })
    const resetting = await resetLink(host, mailbox, user)
    const email = `${randomUUID()}@example.com`
    // Later than the host's triggers, which have a gate of their own.
    const gate = createGate()
    const passwords = internals.password()
    const hash = passwords.hash.bind(passwords)
    const hashing = jest.spyOn(passwords, 'hash').mockImplementation(async (password) => {
      await gate.wait()
      return hash(password)
    })
    const chosenAnew = await gate.during(
      () => choose(resetting, chosen),
      async () => expect((await put(user, { email })).body).toMatchObject({ pendingEmail: email }),
    )
    hashing.mockRestore()
    expect(chosenAnew.status).toBe(200)
    expect(await stored(user)).not.toHaveProperty('pendingEmail')
    const [link = ''] = (await mailbox.next({ to: email })).links
    await fetch(link)
    expect(await stored(user)).toMatchObject({ email: user.email })
  })
})
