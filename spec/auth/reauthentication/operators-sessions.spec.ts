/** An operator who has logged in as a user knows nothing of the user: that is no proof of who it is. */
import { randomUUID } from 'node:crypto'
import { acme, acmeAuthData } from '../../support/acme'
import { describeWithDatabase, type TestDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { savingUsers, waysToWrite } from '../../support/own-row'
import { rest } from '../../support/rest'
import { rowsOf } from '../../support/session-rows'
import { password, type Person, personWithApp, put, useClock } from '../mfa/second-factor'

const refused = {
  code: 206,
  error: expect.stringContaining('An operator has opened this session') as unknown,
}
const off = { authData: { mfa: null } }

/** The ways to a session of an operator's, and those that it opens. */
const sessions: [string, (host: Host, person: Person) => Promise<string>][] = [
  ['loginAs', loggedInAs],
  [
    'a session that it has opened',
    async (host, person) => opened(host, await loggedInAs(host, person), '/sessions'),
  ],
  [
    'an upgrade of it',
    async (host, person) => opened(host, await loggedInAs(host, person), '/upgradeToRevocableSession'),
  ],
]

async function loggedInAs(host: Host, { objectId }: Person): Promise<string> {
  const { body } = await rest(host, 'POST', '/loginAs', { master: true, body: { userId: objectId } })
  return String(body.sessionToken)
}

async function opened(host: Host, sessionToken: string, path: string): Promise<string> {
  const { status, body } = await rest(host, 'POST', path, { sessionToken, body: {} })
  expect(Math.floor(status / 100)).toBe(2)
  return String(body.sessionToken)
}

const hostWith = (database: TestDatabase, options: object) =>
  startHost({
    database,
    limits: false,
    parseServer: { auth: { acme, mfa: { options: ['TOTP'] } }, cloud: savingUsers },
    ...options,
  })

describeWithDatabase('the session of an operator, with MFA', (database) => {
  let host: Host
  beforeAll(async () => {
    host = await hostWith(database(), {})
  })
  afterAll(() => host.close())
  const { codeOf } = useClock()

  test.each(sessions)('turns no second factor off without the password: %s', async (_name, open) => {
    const ann = await personWithApp(host, codeOf)
    const session = { objectId: ann.objectId, sessionToken: await open(host, ann) }
    expect((await put(host, session, off)).body).toMatchObject(refused)
    expect((await put(host, session, { ...off, currentPassword: 'wrong' })).status).toBe(404)
    expect((await put(host, ann, { nick: 'Ann' })).status).toBe(200)
    expect((await put(host, session, { ...off, currentPassword: password })).status).toBe(200)
  })
})

describeWithDatabase('the session of an operator, with reauthentication', (database) => {
  let host: Host
  beforeAll(async () => {
    host = await hostWith(database(), { reauthentication: { maxAgeSeconds: 300 } })
  })
  afterAll(() => host.close())

  async function signUp(): Promise<Person> {
    const username = randomUUID()
    const person = { username, password, email: `${username}@example.com` }
    const { body } = await rest(host, 'POST', '/users', { body: person })
    return { ...person, ...(body as { objectId: string; sessionToken: string }) }
  }

  const changes: [string, () => object][] = [
    ['the password', () => ({ password: 'next-passphrase' })],
    ['the address', () => ({ email: `${randomUUID()}@example.com` })],
    ['a link', () => ({ authData: acmeAuthData(randomUUID()) })],
  ]
  const cases = sessions.flatMap(([way, open]) =>
    changes.map(([what, change]) => [way, what, open, change] as const),
  )

  test.each(cases)('is no log-in of the user: by %s, %s', async (_way, _what, open, change) => {
    const ann = await signUp()
    const session = { objectId: ann.objectId, sessionToken: await open(host, ann) }
    expect((await put(host, session, change())).body).toMatchObject(refused)
    expect((await put(host, session, { nick: 'Ann' })).status).toBe(200)
    expect((await put(host, session, { ...change(), currentPassword: password })).status).toBe(200)
  })

  test.each(waysToWrite)('is none by %s', async (_name, write) => {
    const ann = await signUp()
    const { body } = await write(host, await loggedInAs(host, ann), ann.objectId, {
      password: 'next-passphrase',
    })
    expect(JSON.stringify(body)).toMatch(/206.*An operator|An operator.*206/)
  })

  test('deletes no account without the password before', async () => {
    const ann = await signUp()
    const session = { objectId: ann.objectId, sessionToken: await loggedInAs(host, ann) }
    const remove = () => rest(host, 'DELETE', `/users/${ann.objectId}`, session)
    expect((await remove()).body).toMatchObject(refused)
    expect((await put(host, session, { currentPassword: password })).status).toBe(200)
    expect((await remove()).status).toBe(200)
  })

  test.each([
    { createdWith: { action: 'login', authProvider: 'password' } },
    { createdWith: { __op: 'Delete' } },
    { 'createdWith.authProvider': 'password' },
    { 'createdWith.authProvider': { __op: 'Delete' } },
  ])('stays one, whatever is written: %j', async (fields) => {
    const ann = await signUp()
    const sessionToken = await loggedInAs(host, ann)
    const row = (await rowsOf(host, ann.objectId)).find((each) => each.sessionToken === sessionToken)
    await rest(host, 'PUT', `/sessions/${row?.objectId}`, { sessionToken, body: fields })
    const made = await rest(host, 'POST', '/sessions', { sessionToken, body: fields })
    for (const token of [sessionToken, made.body.sessionToken as string | undefined])
      expect(
        (
          await rest(host, 'PUT', `/users/${ann.objectId}`, {
            ...(token !== undefined && { sessionToken: token }),
            body: { password: 'next-passphrase' },
          })
        ).body.code,
      ).toBe(206)
  })
})
