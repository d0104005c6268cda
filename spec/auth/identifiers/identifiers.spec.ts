/** Addresses that are none, and names that nobody can see: refused by every way in, and stored in one form. */
import { randomUUID } from 'node:crypto'
import { acme, acmeAuthData } from '../../support/acme'
import { logInAs, newPerson, storedUser, type UserBody, usersWhere } from '../../support/auth0-log-in'
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import { type Host, startHost } from '../../support/host'
import { savingUsers, waysToWrite } from '../../support/own-row'
import { rest, type RestResponse, send } from '../../support/rest'
import { configOf } from '../../support/rule-users'
import { startTenant, type Tenant } from '../../support/tenant'

const password = 'correct horse'
const facade = { applicationId: 'spec-backendless', apiKey: 'spec-backendless-key' }
const newName = () => `n${randomUUID().slice(0, 13)}`
const newAddress = () => `${newName()}@example.com`
const told = ({ body }: RestResponse) => JSON.stringify(body)

type SignUp = (host: Host, fields: object) => Promise<RestResponse>

const signUpByGraphql = `mutation ($fields: CreateUserFieldsInput!) {
  signUp(input: { fields: $fields }) { viewer { sessionToken } }
}`
const register: SignUp = (host, fields) => {
  const url = `${host.url}/backendless/${facade.applicationId}/${facade.apiKey}/users/register`
  const { email } = fields as { email?: string }
  return send(host, 'POST', url, { body: { email, password } })
}
const signUp: SignUp = (host, fields) =>
  rest(host, 'POST', '/users', { body: { username: newName(), password, ...fields } })
const waysToSignUp: [string, SignUp][] = [
  ['REST', signUp],
  [
    'an operator',
    (host, fields) =>
      rest(host, 'POST', '/users', { master: true, body: { username: newName(), password, ...fields } }),
  ],
  [
    '/batch',
    (host, fields) => {
      const body = { username: newName(), password, ...fields }
      const requests = [{ method: 'POST', path: '/parse/users', body }]
      return rest(host, 'POST', '/batch', { body: { requests } })
    },
  ],
  [
    'GraphQL',
    (host, fields) =>
      graphql(host, signUpByGraphql, { variables: { fields: { username: newName(), password, ...fields } } }),
  ],
  [
    'Cloud Code',
    (host, fields) =>
      rest(host, 'POST', '/functions/signUp', { body: { username: newName(), password, ...fields } }),
  ],
  [
    'another provider',
    (host, fields) =>
      rest(host, 'POST', '/users', { body: { ...fields, authData: acmeAuthData(randomUUID()) } }),
  ],
]

const cloud = (Parse: unknown) => {
  savingUsers(Parse as Parameters<typeof savingUsers>[0])
  const { Cloud, User } = Parse as typeof import('parse/node')
  Cloud.define('signUp', async ({ params }) => {
    const user = await new User(params as import('parse/node').Attributes).save(null, { useMasterKey: true })
    return user.id
  })
}

let tenant: Tenant
beforeAll(async () => {
  tenant = await startTenant()
})
afterAll(() => tenant.close())

describeWithDatabase('identifiers', (database) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost({
      database: database(),
      backendless: facade,
      auth0: {
        ...tenant.options,
        mapProfile: ({ email, email_verified, username }) => ({
          ...(email !== undefined && { email: email as string, emailVerified: email_verified === true }),
          ...(username !== undefined && { username: username as string }),
        }),
      },
      parseServer: { auth: { acme }, enableAnonymousUsers: true, cloud },
    })
  })
  afterAll(() => host.close())

  const user = async (fields: { email?: string; username?: string } = {}) => {
    const account = { username: newName(), ...fields }
    const { status, body } = await signUp(host, account)
    expect([status, body]).toMatchObject([201, {}])
    return { ...account, ...(body as UserBody) }
  }

  describe('an address', () => {
    const invalid = [
      ['a blank inside', (email: string) => email.replace('@', ' @')],
      ['a comma', (email: string) => `${email},eve@example.com`],
      ['quotes', (email: string) => `"${email.replace('@', '"@')}`],
      ['a name before it', (email: string) => `Ann <${email}>`],
      ['two signs', (email: string) => `${email}@example.com`],
      ['an invisible character', (email: string) => `\u200b${email}`],
      ['a blank in its domain', (email: string) => `${email} .org`],
    ] as const

    test.each(invalid)('with %s is refused at every sign-up', async (_what, spoil) => {
      for (const [, create] of [...waysToSignUp, ['the facade', register] as const]) {
        const email = spoil(newAddress())
        expect(told(await create(host, { email }))).toMatch(
          /address (format is invalid|is in the wrong format)/,
        )
        expect(await usersWhere(host, { email })).toEqual([])
      }
    })

    test.each(waysToWrite)('with a blank or a comma is refused in an update, by %s', async (_way, write) => {
      const { objectId, sessionToken, email } = await user({ email: newAddress() })
      for (const [, spoil] of invalid) {
        const answer = await write(host, sessionToken, objectId, { email: spoil(newAddress()) })
        expect(told(answer)).toContain('Email address format is invalid.')
      }
      expect(await storedUser(host, objectId)).toMatchObject({ email })
    })

    test.each(waysToSignUp)('loses the blanks around it at a sign-up, by %s', async (_way, create) => {
      const email = newAddress()
      expect(told(await create(host, { email: ` \t${email} ` }))).not.toContain('error')
      expect(await usersWhere(host, { email })).toHaveLength(1)
      expect(told(await create(host, { email: `${email}\u00a0` }))).toContain('already exists')
    })

    test('loses the blanks around it at the facade, and logs in with them', async () => {
      const email = newAddress()
      expect((await register(host, { email: ` ${email} ` })).status).toBe(200)
      expect(await usersWhere(host, { email, username: email })).toHaveLength(1)
      const body = { username: ` ${email} `, password }
      expect((await rest(host, 'POST', '/login', { body })).status).toBe(200)
    })

    test.each([
      ['of another language', 'jörg.søren', 'bücher.example'],
      ['in another script', '用户', '例え.テスト'],
      ['with signs', "o'neil+tag/x=y", 'mail-1.example.com'],
      ['of one word', 'admin', 'localhost'],
    ])('%s is fine', async (_what, local, domain) => {
      const email = `${local}${randomUUID().slice(0, 8)}@${domain}`
      const { objectId } = await user({ email })
      expect(await storedUser(host, objectId)).toMatchObject({ email })
    })

    test('is one, however its letters are written', async () => {
      const email = `jo\u0308rg${newAddress()}`
      await user({ email })
      expect((await signUp(host, { email: email.normalize('NFC') })).body).toMatchObject({ code: 203 })
      const body = { email, password }
      expect((await rest(host, 'POST', '/login', { body })).status).toBe(200)
    })

    test('that is none is left out where a provider says so', async () => {
      const person = newPerson({ email: 'no address, really' })
      const { status, body } = await logInAs(host, tenant, person)
      expect(status).toBe(201)
      expect(await storedUser(host, body.objectId)).not.toHaveProperty('email')
      const email = newAddress()
      expect((await logInAs(host, tenant, { ...person, email: ` ${email} ` })).status).toBe(200)
      expect(await storedUser(host, body.objectId)).toMatchObject({ email, emailVerified: true })
      expect((await logInAs(host, tenant, { ...person, email: 'a b@example.com' })).status).toBe(200)
      expect(await storedUser(host, body.objectId)).toMatchObject({ email, emailVerified: true })
    })
  })

  describe('a name', () => {
    const invalid = [
      ['of blanks', () => ' \t ', /blank/],
      ['of an invisible character', () => '\u200b', /invisible/],
      ['with an invisible character', () => `${newName()}\u200b`, /invisible/],
      ['with a filler that is no blank', () => `\u3164${newName()}`, /invisible/],
      ['with a control character', () => `${newName()}\u0007x`, /invisible/],
      ['with a turned direction', () => `\u202e${newName()}`, /invisible/],
      ['that is too long', () => newName() + 'x'.repeat(256), /256 characters/],
      ['that is far too long', () => newName() + 'x'.repeat(1000), /256 characters/],
    ] as const

    test.each(invalid)('%s is refused at every sign-up', async (_what, make, message) => {
      for (const [, create] of waysToSignUp) {
        const username = make()
        expect(told(await create(host, { username }))).toMatch(message)
        expect(await usersWhere(host, { username })).toEqual([])
      }
    })

    test.each(waysToWrite)('nobody can see is refused in an update, by %s', async (_way, write) => {
      const { objectId, sessionToken, username } = await user()
      for (const [, make, message] of invalid)
        expect(told(await write(host, sessionToken, objectId, { username: make() }))).toMatch(message)
      expect(await storedUser(host, objectId)).toMatchObject({ username })
    })

    test('loses the blanks around it, and is told so', async () => {
      const username = newName()
      const { body } = await signUp(host, { username: ` ${username}\u3000` })
      expect(body).toMatchObject({ username })
      expect((await signUp(host, { username: `${username} ` })).body).toMatchObject({ code: 202 })
      for (const typed of [username, ` ${username} `])
        expect((await rest(host, 'POST', '/login', { body: { username: typed, password } })).status).toBe(200)
    })

    test.each(['Ann Lee', 'ジョン　スミス', '😀', 'x'.repeat(240)])('as %s is fine', async (start) => {
      const username = `${start}${randomUUID().slice(0, 8)}`
      await user({ username })
      expect((await rest(host, 'POST', '/login', { body: { username, password } })).status).toBe(200)
    })

    test('from before goes on working, and is sent along', async () => {
      for (const odd of [` ${newName()} `, `${newName()}\u200b`, newName() + 'x'.repeat(300)]) {
        const { objectId } = await user()
        await configOf(host).database.update('_User', { objectId }, { username: odd })
        const answer = await rest(host, 'POST', '/login', { body: { username: odd, password } })
        expect(answer.body).toMatchObject({ objectId, username: odd })
        const { sessionToken } = answer.body as UserBody
        const body = { username: odd, nickname: 'Al' }
        expect((await rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body })).status).toBe(200)
        expect(await storedUser(host, objectId)).toMatchObject(body)
      }
    })

    test('that is none is left out where a provider says so', async () => {
      const { status, body } = await logInAs(host, tenant, newPerson({ username: '\u200b' }))
      expect(status).toBe(201)
      expect(await storedUser(host, body.objectId)).toMatchObject({
        username: expect.stringMatching(/^\w{25}$/),
      })
    })

    test('is made up for users of providers, and for anonymous ones', async () => {
      for (const authData of [acmeAuthData(randomUUID()), { anonymous: { id: randomUUID() } }]) {
        const { status, body } = await rest(host, 'POST', '/users', { body: { authData } })
        expect(status).toBe(201)
        expect(await storedUser(host, (body as UserBody).objectId)).toMatchObject({
          username: expect.stringMatching(/^\w{25}$/) as string,
        })
      }
    })
  })
})
