/** GraphQL creates users within other objects: whoever sends the request stays who they are. */
import { acme, acmeAuthData } from '../../support/acme'
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'
import type { Parse } from '../../support/sdk'

const toUsers = (type: string) => ({ type, targetClass: '_User' })
const account = (username: string) => ({ username, password: 'correct-horse' })

const signUp = `mutation ($fields: CreateUserFieldsInput) {
  signUp(input: { fields: $fields }) { viewer { sessionToken user { username friend { username } } } } }`
const logInWith = `mutation ($authData: Object!, $fields: UserLoginWithInput) {
  logInWith(input: { authData: $authData, fields: $fields }) { viewer { sessionToken user { nick } } } }`
const createUser = `mutation ($fields: CreateUserFieldsInput) {
  createUser(input: { fields: $fields }) { user { username } } }`
const createTeam = `mutation ($fields: CreateTeamFieldsInput) {
  createTeam(input: { fields: $fields }) { team { name } }
  createNote(input: { fields: { text: "then" } }) { note { by } } }`

describeWithDatabase('users created within a GraphQL mutation', (database) => {
  let host: Host
  const cloud = (Server: typeof Parse) => {
    Server.Cloud.beforeSave('Note', ({ object, user }) => void object.set('by', user?.id ?? 'nobody'))
  }

  beforeAll(async () => {
    host = await startHost({ database: database(), parseServer: { auth: { acme }, cloud } })
    const schema = (name: string, fields: object) =>
      rest(host, name === '_User' ? 'PUT' : 'POST', `/schemas/${name}`, { master: true, body: { fields } })
    const friends = { friend: toUsers('Pointer'), friends: toUsers('Relation') }
    await schema('_User', { ...friends, nick: { type: 'String' } })
    await schema('Team', { name: { type: 'String' }, lead: toUsers('Pointer') })
    await schema('Note', { text: { type: 'String' }, by: { type: 'String' } })
  })
  afterAll(() => host.close())

  const dataOf = async (query: string, variables: Record<string, unknown> = {}) => {
    const { body } = await graphql(host, query, { variables })
    expect(body.errors).toBeUndefined()
    return body.data as Record<string, { viewer: { sessionToken: string } }>
  }
  const friendsOf = (name: string) => ({
    friend: { createAndLink: account(`${name}-friend`) },
    friends: { createAndAdd: [account(`${name}-one`), account(`${name}-two`)] },
  })
  const me = async (sessionToken: string) =>
    (await rest(host, 'GET', '/users/me', { sessionToken })).body as Record<string, unknown>

  test('signUp answers who signed up, with a session of theirs', async () => {
    const { signUp: answer } = await dataOf(signUp, { fields: { ...account('ann'), ...friendsOf('ann') } })
    expect(answer).toMatchObject({ viewer: { user: { username: 'ann' } } })
    const { username, friend } = await me(answer!.viewer.sessionToken)
    expect(username).toBe('ann')
    const friends = await rest(host, 'GET', '/users', {
      master: true,
      query: { where: { username: 'ann-friend' } },
    })
    expect(friends.body.results).toMatchObject([{ objectId: (friend as { objectId: string }).objectId }])
  })

  test('logInWith answers who logged in, with a session of theirs', async () => {
    const fields = { nick: 'bea', ...friendsOf('bea') }
    const { logInWith: answer } = await dataOf(logInWith, { authData: acmeAuthData('bea'), fields })
    expect(answer).toMatchObject({ viewer: { user: { nick: 'bea' } } })
    expect(await me(answer!.viewer.sessionToken)).toMatchObject({ nick: 'bea' })
  })

  test('createUser answers the user that it is about', async () => {
    expect(await dataOf(createUser, { fields: { ...account('cid'), ...friendsOf('cid') } })).toEqual({
      createUser: { user: { username: 'cid' } },
    })
  })

  test('the mutations that follow in a request are not those of a new user', async () => {
    const fields = { name: 'red', lead: { createAndLink: account('dan') } }
    expect(await dataOf(createTeam, { fields })).toEqual({
      createTeam: { team: { name: 'red' } },
      createNote: { note: { by: 'nobody' } },
    })
    const each = (name: string) =>
      `${name}: createUser(input: { fields: { username: "${name}", password: "correct-horse" } }) { user { username } }`
    const note = 'createNote(input: { fields: { text: "then" } }) { note { by } }'
    expect(await dataOf(`mutation { ${each('eve')} ${note} ${each('fay')} }`)).toEqual({
      eve: { user: { username: 'eve' } },
      createNote: { note: { by: 'nobody' } },
      fay: { user: { username: 'fay' } },
    })
  })
})
