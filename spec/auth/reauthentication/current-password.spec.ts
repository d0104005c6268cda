/** `currentPassword` beside an update of one's own account is checked, and goes nowhere else. */
import { randomUUID } from 'node:crypto'
import { signUp } from '../../support/auth0-log-in'
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import { type Host, startHost } from '../../support/host'
import { savingUsers, waysToWrite } from '../../support/own-row'
import { rest } from '../../support/rest'
import { connectSdk, Parse } from '../../support/sdk'

const secret = 'correct horse'
const wrong = { code: 101, error: 'The current password is wrong.' }

interface Server {
  Cloud: {
    beforeSave(className: string, run: (request: { object: { toJSON(): object } }) => void): void
    afterSave(className: string, run: (request: { object: { toJSON(): object } }) => void): void
  }
}

describeWithDatabase('currentPassword', (database) => {
  let host: Host
  const seen: string[] = []
  beforeAll(async () => {
    host = await startHost({
      database: database(),
      parseServer: {
        accountLockout: { threshold: 2, duration: 5 },
        verbose: true,
        loggerAdapter: { log: (...entry: unknown[]) => void seen.push(JSON.stringify(entry)) },
        cloud: (server: Server & Parameters<typeof savingUsers>[0]) => {
          savingUsers(server)
          for (const type of ['beforeSave', 'afterSave'] as const)
            server.Cloud[type]('_User', ({ object }) => void seen.push(JSON.stringify(object.toJSON())))
        },
      },
    })
  })
  afterAll(() => host.close())

  const newUser = () => signUp(host, `${randomUUID()}@example.com`)
  const stored = async (objectId: string) =>
    (await rest(host, 'GET', `/users/${objectId}`, { master: true })).body as Record<string, unknown>

  test('is wrong at once where it is a megabyte of marks that nobody has put in order', async () => {
    const { objectId, sessionToken } = await newUser()
    const currentPassword = `a${'\u0301\u0316'.repeat(250_000)}`
    const body = { currentPassword, nickname: 'Ann' }
    expect((await rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body })).body).toEqual(wrong)
  })

  test.each(waysToWrite)(
    'lets the update through when it is right, and is not kept: %s',
    async (_name, write) => {
      const { objectId, sessionToken } = await newUser()
      const { body } = await write(host, sessionToken, objectId, {
        currentPassword: secret,
        username: objectId,
      })
      expect(JSON.stringify(body)).not.toMatch(/correct horse|"code"/)
      expect(await stored(objectId)).toMatchObject({ username: objectId })
      expect(await stored(objectId)).not.toHaveProperty('currentPassword')
      expect(seen.join()).not.toContain('currentPassword":"correct')
      expect(seen.join()).not.toMatch(/"currentPassword":"(?!\*)/)
    },
  )

  test.each(waysToWrite)('refuses the update when it is wrong: %s', async (_name, write) => {
    const { objectId, sessionToken } = await newUser()
    const { body } = await write(host, sessionToken, objectId, {
      currentPassword: 'guess',
      username: objectId,
    })
    expect(JSON.stringify(body)).toContain(wrong.error)
    expect(JSON.stringify(body)).toContain('101')
    expect(await stored(objectId)).not.toMatchObject({ username: objectId })
  })

  test.each([5, '', { $ne: 'x' }, ['correct horse'], false])(
    'is wrong when it is no password: %j',
    async (given) => {
      const { objectId, sessionToken } = await newUser()
      const body = { currentPassword: given, username: objectId }
      const answer = await rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body })
      expect(answer).toMatchObject({ status: 404, body: wrong })
    },
  )

  test.each(waysToWrite)('may be left out as null: %s', async (_name, write) => {
    const { objectId, sessionToken } = await newUser()
    const { body } = await write(host, sessionToken, objectId, { currentPassword: null, username: objectId })
    expect(JSON.stringify(body)).not.toContain('"code"')
    expect(await stored(objectId)).toMatchObject({ username: objectId })
  })

  test('counts towards the lock of the account when it is wrong', async () => {
    const { objectId, sessionToken, username } = await newUser()
    const guess = (currentPassword: string) =>
      rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body: { currentPassword } })
    for (let tries = 0; tries < 2; tries++) expect((await guess('guess')).body).toEqual(wrong)
    expect((await guess(secret)).body.error).toContain('Your account is locked')
    const { body } = await rest(host, 'POST', '/login', { body: { username, password: secret } })
    expect(body.error).toContain('Your account is locked')
  })

  test('is not tried on others', async () => {
    const [one, other] = [await newUser(), await newUser()]
    for (const currentPassword of [secret, 'guess']) {
      const request = { sessionToken: one.sessionToken, body: { currentPassword } }
      const answer = await rest(host, 'PUT', `/users/${other.objectId}`, request)
      expect(answer).toMatchObject({ status: 400, body: { code: 119 } })
    }
    const unknown = await rest(host, 'PUT', `/users/${other.objectId}`, { body: { currentPassword: secret } })
    expect(unknown.body.code).toBe(206)
  })

  test('is refused in a sign-up', async () => {
    const body = { username: randomUUID(), password: secret, currentPassword: secret }
    expect(await rest(host, 'POST', '/users', { body })).toMatchObject({ status: 400, body: { code: 119 } })
  })

  test('is checked for operators too, who may leave it out', async () => {
    const { objectId } = await newUser()
    const put = (body: object) => rest(host, 'PUT', `/users/${objectId}`, { master: true, body })
    expect((await put({ password: 'next-passphrase', currentPassword: 'guess' })).body).toEqual(wrong)
    expect((await put({ password: 'next-passphrase', currentPassword: secret })).status).toBe(200)
    expect((await put({ password: 'last-passphrase' })).status).toBe(200)
  })

  test('does not stay in the user of an SDK', async () => {
    connectSdk(host)
    const { username } = await newUser()
    const user = await Parse.User.logIn(username, secret)
    await user.save({ currentPassword: secret, password: 'next-passphrase' })
    expect(user.get('currentPassword')).toBeUndefined()
    await Parse.User.logOut()
    expect((await Parse.User.logIn(username, 'next-passphrase')).id).toBe(user.id)
    await Parse.User.logOut()
  })

  test('is in the schema of GraphQL for updates of users, and nowhere else', async () => {
    const query = '{ __schema { types { name fields { name } inputFields { name } } } }'
    const { body } = await graphql(host, query, { master: true })
    const { types } = (body as { data: { __schema: { types: { name: string }[] } } }).data.__schema
    const having = types.filter((type) => JSON.stringify(type).includes('"currentPassword"'))
    expect(having.map(({ name }) => name)).toEqual(['UpdateUserFieldsInput'])
  })
})
