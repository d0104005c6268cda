/** A provider that was linked with an account is told of, whichever way that was done. */
import { randomUUID } from 'node:crypto'
import { acme, acmeAuthData } from '../../support/acme'
import { newPerson, logInAs, signUp } from '../../support/auth0-log-in'
import { graphql } from '../../support/graphql'
import { by, describeNotices, password, type TestUser } from '../../support/notices'
import { rest } from '../../support/rest'
import { rulePassword, signUpByRule } from '../../support/rule-users'
import { startTenant, type Tenant } from '../../support/tenant'

const subject = 'New way to log in to your Spec App account'

let tenant: Tenant
beforeAll(async () => {
  tenant = await startTenant()
})
afterAll(() => tenant.close())

const options = async () => ({
  auth0: { ...tenant.options, rulePassword, onEmailConflict: 'link' as const },
  parseServer: { auth: { acme, zeta: acme } },
})

describeNotices('the notice of a linked identity', options, (given) => {
  const acmeId = () => acmeAuthData(randomUUID())
  const linked = async (to: TestUser | string, provider: string) => {
    const mail = await given().mailTo(to)
    expect(mail.subject).toBe(subject)
    expect(mail.text.replace(/\s+/g, ' ')).toContain(`log in to your Spec App account with ${provider}.`)
    return mail
  }

  test('comes when a user has linked a provider (REST), once', async () => {
    const { newUser, update } = given()
    const user = await newUser()
    const authData = acmeId()
    await update(user, { authData }, by('firefox'))
    expect((await linked(user, 'Acme')).text).toContain('Firefox on Windows')
    expect((await update(user, { authData })).status).toBe(200)
    expect((await update(user, { authData: { acme: { id: authData.acme.id } } })).status).toBe(200)
  })

  test('comes when a user has linked a provider (GraphQL)', async () => {
    const { host, newUser } = given()
    const user = await newUser()
    const query = `mutation ($id: ID!, $authData: Object) {
      updateUser(input: { id: $id, fields: { authData: $authData } }) { clientMutationId }
    }`
    const variables = {
      id: Buffer.from(`_User:${user.objectId}`).toString('base64'),
      authData: acmeId(),
    }
    await graphql(host, query, { variables, sessionToken: user.sessionToken })
    await linked(user, 'Acme')
  })

  test('comes when another identity of the same provider takes the place of the one before', async () => {
    const { newUser, update } = given()
    const user = await newUser()
    await update(user, { authData: acmeId() })
    await linked(user, 'Acme')
    await update(user, { authData: acmeId() })
    await linked(user, 'Acme')
  })

  test('comes for each one that a log-in brings along', async () => {
    const { host, newUser, update } = given()
    const user = await newUser()
    const body = { username: user.username, password, authData: acmeId() }
    expect((await rest(host, 'POST', '/login', { body })).status).toBe(200)
    await linked(user, 'Acme')
    const authData = { ...body.authData, zeta: acmeId().acme }
    expect((await rest(host, 'POST', '/users', { body: { authData } })).status).toBe(200)
    await linked(user, 'Zeta')
    expect((await update(user, { authData: { acme: null } })).status).toBe(200)
  })

  test('comes when an operator has linked one, without device and address', async () => {
    const { newUser, operate } = given()
    const user = await newUser()
    await operate(user, { authData: acmeId() })
    expect((await linked(user, 'Acme')).text).not.toMatch(/Safari|127\.0\.0\.1/)
  })

  test('comes when a user has linked Auth0', async () => {
    const { newUser, update } = given()
    const user = await newUser()
    const auth0 = { id_token: await tenant.idToken(newPerson()) }
    expect((await update(user, { authData: { auth0 } })).status).toBe(200)
    await linked(user, 'Auth0')
  })

  test('comes when Auth0 was linked by the address, of many log-ins at once for the first', async () => {
    const { host } = given()
    const person = newPerson()
    await signUp(host, person.email, true)
    const answers = await Promise.all(Array.from({ length: 8 }, () => logInAs(host, tenant, person)))
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200))
    await linked(person.email, 'Auth0')
  })

  test('does not come with a sign-up or a log-in by a provider', async () => {
    const { host, newUser } = given()
    const authData = acmeId()
    await newUser({ authData })
    expect((await rest(host, 'POST', '/users', { body: { authData } })).status).toBe(200)
    const person = newPerson()
    expect((await logInAs(host, tenant, person)).status).toBe(201)
    expect((await logInAs(host, tenant, person)).status).toBe(200)
  })

  test('comes when an anonymous id was linked, for it lets in whoever has it', async () => {
    const { newUser, update } = given()
    const user = await newUser()
    await update(user, { authData: { anonymous: { id: randomUUID() } } })
    await linked(user, 'Anonymous')
  })

  test('does not come for the anonymous id of a user who becomes somebody', async () => {
    const { host, newUser, update } = given()
    const authData = { anonymous: { id: randomUUID() } }
    const user = await newUser({ authData })
    await update(user, { authData: { ...authData, ...acmeId() } })
    await linked(user, 'Acme')
    expect((await rest(host, 'POST', '/users', { body: { authData } })).status).toBe(200)
    expect((await update(user, { authData: { anonymous: null } })).status).toBe(200)
  })

  test('does not come for a link that is refused', async () => {
    const { newUser, update } = given()
    const user = await newUser()
    expect((await update(user, { authData: { acme: { id: 'x', token: 'wrong' } } })).status).toBe(400)
  })

  test('does not come for a user of the old rule, who comes from Auth0 already', async () => {
    const { host, mailTo } = given()
    const person = newPerson()
    const { objectId } = await signUpByRule(host, person.email)
    await rest(host, 'PUT', `/users/${objectId}`, { master: true, body: { email: person.email } })
    expect((await logInAs(host, tenant, person)).body.objectId).toBe(objectId)
    await rest(host, 'PUT', `/users/${objectId}`, { master: true, body: { email: `new-${person.email}` } })
    expect((await mailTo(person.email)).subject).toMatch(/address/)
  })
})
