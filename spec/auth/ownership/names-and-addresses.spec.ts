/** A name that is an address: nobody's but the user's whose e-mail address it is. */
import { randomUUID } from 'node:crypto'
import { acme, acmeAuthData } from '../../support/acme'
import { newPerson, storedUser, type UserBody } from '../../support/auth0-log-in'
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import { type Host, startHost } from '../../support/host'
import { savingUsers, waysToWrite } from '../../support/own-row'
import { rest, type RestResponse } from '../../support/rest'

interface Account {
  username: string
  password: string
  email?: string
}

type SignUp = (host: Host, fields: Account) => Promise<RestResponse>

const backendless = { applicationId: 'spec-backendless', apiKey: 'spec-backendless-key' }
const signUpByGraphql = `mutation ($fields: CreateUserFieldsInput!) {
  signUp(input: { fields: $fields }) { viewer { sessionToken } }
}`

const signUp: SignUp = (host, body) => rest(host, 'POST', '/users', { body })

const waysToSignUp: [string, SignUp][] = [
  ['REST', signUp],
  ['/classes/_User', (host, body) => rest(host, 'POST', '/classes/_User', { body })],
  ['an operator', (host, body) => rest(host, 'POST', '/users', { body, master: true })],
  [
    '/batch',
    (host, body) => {
      const requests = [{ method: 'POST', path: '/parse/users', body }]
      return rest(host, 'POST', '/batch', { body: { requests } })
    },
  ],
  ['GraphQL', (host, fields) => graphql(host, signUpByGraphql, { variables: { fields } })],
  [
    'another provider',
    (host, { password: _password, ...fields }) =>
      rest(host, 'POST', '/users', { body: { ...fields, authData: acmeAuthData(randomUUID()) } }),
  ],
]

const newAddress = () => newPerson().email
const newName = () => `n${randomUUID().slice(0, 13)}`
const password = 'correct horse'

describeWithDatabase('a name that is an address', (database) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost({
      database: database(),
      limits: false, // hundreds of sign-ups come from one address
      backendless,
      parseServer: {
        auth: { acme },
        cloud: (parse: unknown) => savingUsers(parse as Parameters<typeof savingUsers>[0]),
      },
    })
  })
  afterAll(() => host.close())

  async function userWith(fields: Partial<Account> = {}) {
    const account = { username: newName(), password, ...fields }
    const { objectId, sessionToken } = (await signUp(host, account)).body as UserBody
    expect(objectId).toEqual(expect.any(String))
    return { ...account, objectId, sessionToken }
  }
  const told = ({ body }: RestResponse) => JSON.stringify(body)
  const usersWith = async (where: object) => {
    const query = { where }
    return (await rest(host, 'GET', '/users', { master: true, query })).body.results as UserBody[]
  }

  describe.each([
    ['as it is', (address: string) => address],
    ['in upper case', (address: string) => address.toUpperCase()],
  ])('%s', (_case, written) => {
    test.each(waysToSignUp)(
      'is not the name of somebody new when another has it, by %s',
      async (_way, create) => {
        const email = newAddress()
        await userWith({ email })
        const answer = await create(host, { username: written(email), password })
        expect(told(answer)).toContain('Account already exists for this username.')
        expect(await usersWith({ username: written(email) })).toEqual([])
      },
    )

    test.each(waysToSignUp)(
      'is not the address of somebody new when it is a name, by %s',
      async (_way, create) => {
        const username = newAddress()
        await userWith({ username })
        const answer = await create(host, { username: newName(), password, email: written(username) })
        expect(told(answer)).toContain('Account already exists for this email address.')
        expect(await usersWith({ email: written(username) })).toEqual([])
      },
    )

    test.each(waysToWrite)('is not taken later, as a name or as an address, by %s', async (_way, write) => {
      const { email, username } = await userWith({ email: newAddress(), username: newAddress() })
      const { objectId, sessionToken } = await userWith()
      const before = await storedUser(host, objectId)
      const named = await write(host, sessionToken, objectId, { username: written(email!) })
      expect(told(named)).toContain('for this username')
      const addressed = await write(host, sessionToken, objectId, { email: written(username) })
      expect(told(addressed)).toContain('for this email address')
      expect(await storedUser(host, objectId)).toEqual(before)
    })
  })

  test('is not registered by the Backendless facade when another has it as a name', async () => {
    const email = newAddress()
    await userWith({ username: email })
    const { applicationId, apiKey } = backendless
    const url = `${host.url}/backendless/${applicationId}/${apiKey}/users/register`
    const register = (address: string) =>
      fetch(url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ email: address, password }),
      })
    expect((await register(email)).status).toBe(409)
    expect((await register(newAddress())).status).toBe(200)
  })

  test("may be the user's own address", async () => {
    const email = newAddress()
    const { objectId, sessionToken } = await userWith({ username: email, email })
    const put = (body: object) => rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body })
    expect((await put({ username: email, email, nickname: 'Al' })).status).toBe(200)
    const next = newAddress()
    expect((await put({ email: next })).status).toBe(200)
    expect((await put({ username: next })).status).toBe(200)
    expect((await put({ email: email.toUpperCase(), username: email })).status).toBe(200)
    expect((await rest(host, 'POST', '/login', { body: { username: email, password } })).status).toBe(200)
  })

  test.each([
    [
      'name and address',
      (address: string) => [{ username: address }, { username: newName(), email: address }],
    ],
    [
      'two cases',
      (address: string) => [{ username: address.toUpperCase() }, { username: newName(), email: address }],
    ],
    [
      'both at once',
      (address: string) => [
        { username: address, email: newAddress() },
        { username: newName(), email: address },
        { username: address, email: address },
      ],
    ],
  ])('is taken by one of many who want it at the same time, as %s', async (_what, make) => {
    for (let round = 0; round < 6; round += 1) {
      const address = newAddress()
      const accounts = [...make(address), ...make(address)].map((fields) => ({ ...fields, password }))
      const answers = await Promise.all(accounts.map((account) => signUp(host, account)))
      expect(answers.map(({ status }) => status).filter((status) => status === 201)).toHaveLength(1)
      const refused = answers.filter(({ status }) => status !== 201)
      for (const { body } of refused) expect([202, 203]).toContain(body.code)
    }
  })

  test('is taken by one of two who change theirs at the same time', async () => {
    for (let round = 0; round < 6; round += 1) {
      const address = newAddress()
      const [one, two] = [await userWith(), await userWith()]
      const changes = [
        [one, { username: address }],
        [two, { email: address }],
      ] as const
      const answers = await Promise.all(
        changes.map(([{ objectId, sessionToken }, body]) =>
          rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body }),
        ),
      )
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 400])
    }
  })

  test('is taken by one request of a transaction', async () => {
    const address = newAddress()
    const [one, two] = [await userWith(), await userWith()]
    const path = ({ objectId }: UserBody | { objectId: string }) => `/parse/users/${objectId}`
    const requests = [
      { method: 'PUT', path: path(one), body: { username: address } },
      { method: 'PUT', path: path(two), body: { email: address } },
    ]
    const body = { requests, transaction: true }
    const both = await rest(host, 'POST', '/batch', { master: true, body })
    expect(both.status).toBe(400)
    // There, transactions take a replica set.
    if (database().engine === 'mongodb') return
    const single = { requests: requests.slice(0, 1), transaction: true }
    expect((await rest(host, 'POST', '/batch', { master: true, body: single })).status).toBe(200)
    const { sessionToken } = two
    const late = await rest(host, 'PUT', `/users/${two.objectId}`, { sessionToken, body: { email: address } })
    expect(late.body).toMatchObject({ code: 203 })
  })

  test('is free again when a sign-up with it was refused', async () => {
    const email = newAddress()
    expect((await signUp(host, { username: email, password, email: 'no address' })).status).toBe(400)
    expect((await signUp(host, { username: newName(), password, email })).status).toBe(201)
  })
})
