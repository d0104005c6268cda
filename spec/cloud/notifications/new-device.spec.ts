/** A log-in from a device that the user has not used is told of, where the host wants it. */
import { randomUUID } from 'node:crypto'
import { createNewDevice } from '../../../src/cloud/notifications/new-device'
import type { ParseConfig } from '../../../src/parse/internals'
import { openStore } from '../../../src/adapters/store/expiring-store'
import { acme, acmeAuthData } from '../../support/acme'
import { logIn as logInByAuth0, newPerson } from '../../support/auth0-log-in'
import { bearer } from '../../support/bearer'
import { graphql } from '../../support/graphql'
import { agents, by, describeNotices, password, type TestUser } from '../../support/notices'
import { rest, type RestRequest } from '../../support/rest'
import { configOf } from '../../support/rule-users'
import { startTenant, type Tenant } from '../../support/tenant'

const subject = 'New log-in to your Spec App account'

const installed = (id: string, agent: keyof typeof agents = 'okhttp'): RestRequest => ({
  headers: { 'X-Parse-Installation-Id': id, 'User-Agent': agents[agent] },
})

let tenant: Tenant
beforeAll(async () => {
  tenant = await startTenant()
})
afterAll(() => tenant.close())

const options = async () => ({
  auth0: tenant.options,
  notices: { newDevice: true, identityLinked: false },
  parseServer: { auth: { acme } },
})

describeNotices('the notice of a log-in from a new device', options, (given) => {
  const told = async (to: TestUser | string) => {
    const mail = await given().mailTo(to)
    expect(mail.subject).toBe(subject)
    return mail
  }
  const succeed = async (user: TestUser, request: RestRequest) =>
    expect((await given().logIn(user, request)).status).toBe(200)

  test('comes once for each browser and system, but not for those of the sign-up', async () => {
    const user = await given().newUser({}, by('firefox'))
    await succeed(user, by('firefox'))
    await succeed(user, by('safari'))
    const { text } = await told(user)
    expect(text).toContain('Safari on iOS')
    expect(text).toContain('127.0.0.1')
    expect(text).toMatch(/When: .*20\d\d/)
    await succeed(user, by('safari'))
    await succeed(user, by('firefox'))
    await succeed(user, by('okhttp'))
    expect((await told(user)).text).not.toContain('Device')
  })

  test('goes by the installation where the client has one', async () => {
    const user = await given().newUser({}, installed('one'))
    await succeed(user, installed('one', 'firefox'))
    await succeed(user, installed('two'))
    await told(user)
    await succeed(user, installed('two'))
  })

  test('comes once when 20 log-ins come at once', async () => {
    const { host, newUser } = given()
    // Passwords are checked one after the other.
    const authData = acmeAuthData(randomUUID())
    const user = await newUser({ authData }, by('firefox'))
    const logIn = () => rest(host, 'POST', '/users', { ...by('safari'), body: { authData } })
    const answers = await Promise.all(Array.from({ length: 20 }, logIn))
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200))
    await told(user)
  })

  test('does not come for the first device of a user from before, of 20 log-ins at once', async () => {
    const { host, newUser } = given()
    const user = await newUser({}, { master: true })
    await Promise.all(Array.from({ length: 20 }, () => succeed(user, by('safari'))))
    const query = `mutation { logIn(input: { username: "${user.username}", password: "${password}" }) { clientMutationId } }`
    await graphql(host, query, by('firefox'))
    await told(user)
  })

  test('comes for log-ins by another provider, and by Auth0', async () => {
    const { host, newUser } = given()
    const authData = acmeAuthData(randomUUID())
    const user = await newUser({ authData }, by('firefox'))
    await rest(host, 'POST', '/users', { ...by('firefox'), body: { authData } })
    await rest(host, 'POST', '/users', { ...by('safari'), body: { authData } })
    await told(user)
    const person = newPerson()
    for (const agent of ['firefox', 'firefox', 'safari'] as const)
      await logInByAuth0(host, { id_token: await tenant.idToken(person) }, {}, by(agent))
    expect((await told(person.email)).text).toContain('Safari on iOS')
  })

  test('is in no language of whoever logs in, but in that of the user', async () => {
    const german = await given().newUser({ locale: 'de' }, by('firefox'))
    const unknown = await given().newUser({}, by('firefox'))
    const headers = { 'User-Agent': agents.safari, 'Accept-Language': 'fr' }
    for (const user of [german, unknown]) await succeed(user, { headers })
    expect((await given().mailTo(german)).subject).toMatch(/Anmeldung/)
    await told(unknown)
  })

  test('does not come for access tokens, for operators, nor for a log-in that fails', async () => {
    const { host, newUser } = given()
    const person = newPerson()
    await logInByAuth0(host, { id_token: await tenant.idToken(person) }, {}, by('firefox'))
    const { headers } = bearer(await tenant.accessToken({ sub: person.sub }))
    const agent = { 'User-Agent': agents.safari }
    expect((await rest(host, 'GET', '/users/me', { headers: { ...headers, ...agent } })).status).toBe(200)

    const user = await newUser({}, by('firefox'))
    const { objectId: userId, username } = user
    const asOperator = { master: true, ...by('safari') }
    expect((await rest(host, 'POST', '/loginAs', { ...asOperator, body: { userId } })).status).toBe(200)
    await succeed(user, asOperator)
    const wrong = { username, password: 'wrong' }
    expect((await rest(host, 'POST', '/login', { ...by('safari'), body: wrong })).status).toBe(404)
    await succeed(user, by('firefox'))
  })
})

describeNotices('log-ins at the very same time', {}, (given) => {
  test('from one new device are new to the user once', async () => {
    const database = configOf(given().host).database as ParseConfig['databaseController']
    const store = await openStore(database.adapter)
    const { objectId: userId } = await given().newUser()
    const works: Promise<void>[] = []
    const sent: string[] = []
    const notices = {
      attempt: (_name: string, work: () => Promise<void>) => void works.push(work()),
      send: (name: string) => Promise.resolve(void sent.push(name)),
    }
    const onSession = createNewDevice(notices as never, database, store)
    for (const installationId of ['one', 'two']) {
      const event = { userId, provider: 'acme', isNewUser: false }
      for (let time = 0; time < 20; time++) onSession(event, { installationId })
      await Promise.all(works)
    }
    expect(sent).toEqual(['newDevice'])
    store.close()
  })
})

describeNotices('the notice of a log-in from a new device, as long as it is off', {}, (given) => {
  test('does not come', async () => {
    const { newUser, logIn } = given()
    const user = await newUser({}, by('firefox'))
    expect((await logIn(user, by('safari'))).status).toBe(200)
  })
})
