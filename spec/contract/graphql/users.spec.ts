/** GraphQL guide, "Users": users are objects, managed by the operations of every other class. */
import { describeWithDatabase } from '../../support/database'
import type { GraphqlRequest } from '../../support/graphql'
import { type Host, startHost } from '../../support/host'
import { graphql, canLogIn, deleteUsers } from './accounts'
import { johndoe, signUpWith, viewerIn } from './guide'

const createUser = `mutation ($fields: CreateUserFieldsInput!) {
  createUser(input: { clientMutationId: "create", fields: $fields }) {
    clientMutationId
    user { username email }
  }
}`
const user = 'query ($id: ID!) { user(id: $id) { username email } }'
const users =
  'query ($where: UserWhereInput) { users(where: $where) { count edges { node { username email } } } }'
const updateUser = `mutation ($id: ID!, $fields: UpdateUserFieldsInput!) {
  updateUser(input: { clientMutationId: "update", id: $id, fields: $fields }) {
    clientMutationId
    user { username email }
  }
}`
const deleteUser = `mutation ($id: ID!) {
  deleteUser(input: { clientMutationId: "delete", id: $id }) {
    clientMutationId
    user { username email }
  }
}`

const shown = { username: 'johndoe', email: 'john.doe@email.com' }
const mary = { username: 'mary', password: 'AnotherStrongPassword', email: 'mary@email.com' }

/** The errors of an answer that refuses one operation. */
const refusal = (operation: string, code: number, message: string) => [
  { message, path: [operation], locations: [expect.anything()], extensions: { code } },
]

describe.each([
  ['private, as by default', true],
  ['public, with enforcePrivateUsers: false', false],
])('users are %s', (_visibility, enforcePrivateUsers) => {
  describeWithDatabase('GraphQL guide, "Users"', (database) => {
    let host: Host
    beforeAll(async () => {
      host = await startHost({ database: database(), parseServer: { enforcePrivateUsers } })
    })
    afterEach(() => deleteUsers(host))
    afterAll(() => host.close())

    const send = async (query: string, request: GraphqlRequest) => (await graphql(host, query, request)).body
    const signUp = async (fields = johndoe) => {
      const { sessionToken, user } = viewerIn(await graphql(host, signUpWith, { variables: { fields } }))
      return { sessionToken, ...user }
    }

    test('createUser, with the master key', async () => {
      const answer = await send(createUser, { master: true, variables: { fields: johndoe } })
      expect(answer).toEqual({ data: { createUser: { clientMutationId: 'create', user: shown } } })
      expect(await canLogIn(host, 'johndoe', 'ASuperStrongPassword')).toBe(true)
    })

    // Parse Server reads the answer as the one who asked, who may not see a user that is private.
    test('createUser, by anybody: the new user is shown to whom it belongs', async () => {
      const answer = await send(createUser, { variables: { fields: johndoe } })
      expect(answer).toEqual({ data: { createUser: { clientMutationId: 'create', user: shown } } })
      expect(await canLogIn(host, 'johndoe', 'ASuperStrongPassword')).toBe(true)
    })

    test.each(['id', 'objectId'] as const)('user, by %s, for the user', async (key) => {
      const { sessionToken, [key]: id } = await signUp()
      expect(await send(user, { sessionToken, variables: { id } })).toEqual({ data: { user: shown } })
    })

    test('user, for others', async () => {
      const { id } = await signUp()
      const { sessionToken } = await signUp(mary)
      for (const request of [{}, { sessionToken }])
        expect(await send(user, { ...request, variables: { id } })).toEqual(
          enforcePrivateUsers
            ? { data: null, errors: refusal('user', 101, 'Object not found.') }
            : { data: { user: { username: 'johndoe', email: null } } },
        )
    })

    test('users, for others', async () => {
      await signUp()
      const { sessionToken } = await signUp(mary)
      const johndoeToOthers = { node: { username: 'johndoe', email: null } }
      const variables = { where: { username: { equalTo: 'johndoe' } } }
      expect(await send(users, { sessionToken, variables })).toEqual({
        data: {
          users: enforcePrivateUsers ? { count: 0, edges: [] } : { count: 1, edges: [johndoeToOthers] },
        },
      })
    })

    test('users, with the master key', async () => {
      await signUp()
      await signUp(mary)
      const variables = { where: { username: { equalTo: 'johndoe' } } }
      expect(await send(users, { master: true, variables })).toEqual({
        data: { users: { count: 1, edges: [{ node: shown }] } },
      })
    })

    test.each([
      ['session', false],
      ['master key', true],
    ])('updateUser, with the %s', async (_how, master) => {
      const { id, sessionToken } = await signUp()
      const credentials = master ? { master } : { sessionToken }
      const variables = { id, fields: { email: 'new@email.com' } }
      expect(await send(updateUser, { ...credentials, variables })).toEqual({
        data: { updateUser: { clientMutationId: 'update', user: { ...shown, email: 'new@email.com' } } },
      })
    })

    test('updateUser, of others', async () => {
      const { id } = await signUp()
      const { sessionToken } = await signUp(mary)
      for (const request of [{}, { sessionToken }]) {
        const variables = { id, fields: { password: 'battery-staple' } }
        expect(await send(updateUser, { ...request, variables })).toEqual({
          data: { updateUser: null },
          errors: refusal('updateUser', 206, 'Permission denied'),
        })
      }
      expect(await canLogIn(host, 'johndoe', 'stolen')).toBe(false)
    })

    test.each([
      ['session', false],
      ['master key', true],
    ])('deleteUser, with the %s', async (_how, master) => {
      const { id, sessionToken } = await signUp()
      expect(
        await send(deleteUser, { ...(master ? { master } : { sessionToken }), variables: { id } }),
      ).toEqual({
        data: { deleteUser: { clientMutationId: 'delete', user: shown } },
      })
      expect(await canLogIn(host, 'johndoe', 'ASuperStrongPassword')).toBe(false)
    })

    test('deleteUser, of others', async () => {
      const { id } = await signUp()
      const { sessionToken } = await signUp(mary)
      const variables = { id }
      const [byAnybody, byMary] = enforcePrivateUsers
        ? [refusal('deleteUser', 101, 'Object not found.'), refusal('deleteUser', 101, 'Object not found.')]
        : [
            refusal('deleteUser', 206, 'Insufficient auth to delete user'),
            refusal('deleteUser', 206, 'Permission denied'),
          ]
      expect(await send(deleteUser, { variables })).toEqual({ data: { deleteUser: null }, errors: byAnybody })
      expect(await send(deleteUser, { sessionToken, variables })).toEqual({
        data: { deleteUser: null },
        errors: byMary,
      })
      expect(await canLogIn(host, 'johndoe', 'ASuperStrongPassword')).toBe(true)
    })
  })
})
