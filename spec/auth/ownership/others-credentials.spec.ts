/** Who may write to a user's row may not take the account. */
import { acme, acmeAuthData } from '../../support/acme'
import { signUp, storedUser } from '../../support/auth0-log-in'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { savingUsers, waysToWrite } from '../../support/own-row'
import { rest } from '../../support/rest'

/** A host's own trigger, which gives a new password to whoever forgot theirs. */
const resettingPasswords = ({ Cloud, User }: typeof import('parse/node')) =>
  Cloud.beforeSave(User, ({ object }) => {
    if (object.get('forgot') === true) object.set('password', 'by the host')
  })

const cloud = (parse: typeof import('parse/node')) => {
  savingUsers(parse as unknown as Parameters<typeof savingUsers>[0])
  resettingPasswords(parse)
}

describeWithDatabase('a user whom others may write to', (database) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost({ database: database(), parseServer: { auth: { acme }, cloud } })
    // GraphQL knows fields that are there.
    const { objectId } = await signUpNext()
    await rest(host, 'PUT', `/users/${objectId}`, { master: true, body: { nickname: 'A' } })
  })
  afterAll(() => host.close())

  let count = 0
  const signUpNext = () => signUp(host, `${database().engine}${(count += 1)}@example.com`)
  async function openUser() {
    const user = await signUpNext()
    const everybody = { '*': { read: true, write: true } }
    await rest(host, 'PUT', `/users/${user.objectId}`, { master: true, body: { ACL: everybody } })
    return user
  }
  const sessionsOf = (objectId: string) => host.accounts.sessions.list(objectId)
  const logsIn = async ({ username, password }: { username: string; password: string }) =>
    (await rest(host, 'POST', '/login', { body: { username, password } })).status

  const credentials: [string, () => Record<string, unknown>][] = [
    ['password', () => ({ password: 'mine now' })],
    ['authData', () => ({ authData: acmeAuthData(`stranger ${(count += 1)}`) })],
    ['e-mail address', () => ({ email: `stranger${(count += 1)}@example.com` })],
    ['lack of an address', () => ({ email: null })],
    ['username', () => ({ username: `stranger ${(count += 1)}` })],
  ]
  const tries = waysToWrite.flatMap(([way, write]) =>
    credentials.map(([what, fields]) => [what, way, write, fields] as const),
  )

  test.each(tries)('keeps the %s, by %s', async (_what, _way, write, fieldsOf) => {
    const [user, stranger] = [await openUser(), await signUpNext()]
    const before = await storedUser(host, user.objectId)
    const fields = fieldsOf()
    const { body } = await write(host, stranger.sessionToken, user.objectId, fields)
    expect(JSON.stringify(body)).toContain('master key')
    expect(JSON.stringify(body)).not.toMatch(/"r:\w+"/)
    expect(await storedUser(host, user.objectId)).toEqual(before)
    expect(await sessionsOf(user.objectId)).toHaveLength(1)
    expect(await logsIn(user)).toBe(200)
  })

  test.each(waysToWrite)('gets the other fields that they write, by %s', async (_way, write) => {
    const [user, stranger] = [await openUser(), await signUpNext()]
    const fields = { nickname: 'Al' }
    expect((await write(host, stranger.sessionToken, user.objectId, fields)).status).toBe(200)
    expect(await storedUser(host, user.objectId)).toMatchObject(fields)
  })

  test('sets its own, and gets its own session', async () => {
    for (const [, write] of waysToWrite.slice(0, 3)) {
      const user = await openUser()
      const email = `own-${user.email}`
      const fields = {
        password: 'a new one',
        username: `own ${user.username}`,
        email,
        authData: acmeAuthData(email),
      }
      const answer = await write(host, user.sessionToken, user.objectId, fields)
      expect(answer.status).toBe(200)
      expect(JSON.stringify(answer.body)).toMatch(/"sessionToken":"r:/)
      expect(await logsIn(fields)).toBe(200)
    }
  })

  test('is changed by an operator', async () => {
    const user = await openUser()
    const body = { password: 'a new one', username: `op ${user.username}`, email: `op-${user.email}` }
    expect((await rest(host, 'PUT', `/users/${user.objectId}`, { master: true, body })).status).toBe(200)
    expect(await logsIn(body)).toBe(200)
  })

  test('whose password a trigger of the host sets has no session in the answer', async () => {
    const [user, stranger] = [await openUser(), await signUpNext()]
    const { sessionToken } = stranger
    const body = { forgot: true }
    await rest(host, 'PUT', `/users/${user.objectId}`, { master: true, body: { forgot: false } })
    const answer = await rest(host, 'PUT', `/users/${user.objectId}`, { sessionToken, body })
    expect(answer.status).toBe(200)
    expect(JSON.stringify(answer.body)).not.toMatch(/"r:\w+"/)
    expect(await sessionsOf(user.objectId)).toEqual([])
    expect(await logsIn({ ...user, password: 'by the host' })).toBe(200)
  })

  test('tells nothing to those who may not write', async () => {
    const [user, stranger] = [await signUpNext(), await signUpNext()]
    const { sessionToken } = stranger
    const answers = [{ nickname: 'x' }, { password: 'mine now' }].map((body) =>
      rest(host, 'PUT', `/users/${user.objectId}`, { sessionToken, body }),
    )
    const [plain, credential] = await Promise.all(answers)
    expect(credential).toMatchObject({ status: plain!.status, body: plain!.body as object })
  })
})
