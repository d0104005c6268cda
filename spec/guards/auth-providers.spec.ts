/** Providers that are not configured are refused, whatever their name; and adapters that let anybody in. */
import { AuthAdapter } from 'parse-server'
import { createAccounts } from '../../index'
import { describeWithDatabase } from '../support/database'
import { graphql } from '../support/graphql'
import { type Host, startHost } from '../support/host'
import { configOf } from '../support/rule-users'
import { rest } from '../support/rest'

const unsupported = { code: 252, error: 'This authentication method is unsupported.' }

describeWithDatabase('a provider that is not configured', (database) => {
  let host: Host

  beforeAll(async () => {
    host = await startHost({ database: database() })
  })
  afterAll(() => host.close())

  const names = ['twitter', 'facebook', 'google', 'apple', 'mfa', 'nobody', 'toString', 'hasOwnProperty']

  test.each(names)('%s is refused at sign-up, with code 252', async (name) => {
    const body = { authData: { [name]: { id: '1', access_token: 'x' } } }
    const answer = await rest(host, 'POST', '/users', { body })
    expect([answer.status, answer.body]).toEqual([400, unsupported])
  })

  test('is refused by logInWith in GraphQL', async () => {
    const mutation =
      'mutation ($authData: Object!) { logInWith(input: { authData: $authData }) { viewer { sessionToken } } }'
    const { body } = await graphql(host, mutation, { variables: { authData: { twitter: { id: '1' } } } })
    expect(body.errors).toEqual([
      expect.objectContaining({ message: unsupported.error, extensions: { code: 252 } }),
    ])
  })
})

/** As when a host no longer has a provider that its users have. */
describeWithDatabase('a user with an identity of a provider that is not configured', (database) => {
  let host: Host

  beforeAll(async () => {
    host = await startHost({ database: database() })
  })
  afterAll(() => host.close())

  const password = 'correct-horse'
  async function newUser(username: string, authData: Record<string, object>) {
    const { body } = await rest(host, 'POST', '/users', { body: { username, password } })
    const { objectId, sessionToken } = body
    await configOf(host).database.update('_User', { objectId }, { authData })
    return { objectId: String(objectId), sessionToken: String(sessionToken) }
  }

  test.each([
    ['github', { id: '9', access_token: 'stored' }, { github: { id: '9' } }],
    ['twitter', { id: '9', auth_token: 'stored' }, { twitter: { id: '9' } }],
    ['mfa', { secret: 'stored', recovery: ['stored'] }, undefined],
  ])('can be read: %s', async (name, identity, shown) => {
    const google = { id: `at-google-${name}` }
    const stored = { google, [name]: identity }
    const { objectId, sessionToken } = await newUser(name, stored)
    const loggedIn = await rest(host, 'POST', '/login', { body: { username: name, password } })
    expect(loggedIn.body).toMatchObject({ username: name, authData: { google } })
    const me = await rest(host, 'GET', '/users/me', { sessionToken })
    expect(me.body).toMatchObject({ username: name })
    expect(me.body.authData).toEqual({ google, ...shown })
    const { body } = await graphql(host, '{ viewer { user { username } } }', { sessionToken })
    expect(body.data).toEqual({ viewer: { user: { username: name } } })
    const listed = await rest(host, 'GET', '/users', { master: true, query: { where: { objectId } } })
    expect(listed.body.results).toEqual([expect.objectContaining({ authData: stored })])
  })

  test('can unlink it', async () => {
    const { objectId, sessionToken } = await newUser('unlinker', { github: { id: '1' } })
    const body = { authData: { github: null } }
    expect((await rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body })).status).toBe(200)
    const { body: row } = await rest(host, 'GET', `/users/${objectId}`, { master: true })
    expect(row.authData).toBeUndefined()
  })
})

/** As one would write it after the documentation of `validateLogin`; anybody could log in. */
class HalfAdapter extends AuthAdapter {
  validateLogin() {
    return Promise.reject(new Error('never'))
  }
}

class WholeAdapter extends AuthAdapter {
  validateAuthData() {
    return Promise.reject(new Error('never'))
  }
}

describe('an adapter in parseServer.auth', () => {
  const create = (auth: Record<string, unknown>) => () =>
    createAccounts({
      parseServer: {
        appId: 'a',
        masterKey: 'b',
        publicServerURL: 'http://localhost/parse',
        silent: true,
        auth,
      },
    })

  test.each([
    ['a class', HalfAdapter],
    ['an instance', new HalfAdapter()],
  ])('that inherits validateAuthData is refused: %s', (_, module) => {
    expect(create({ half: { module } })).toThrow(/parseServer\.auth\.half: .*validateAuthData/)
  })

  test('with its own validateAuthData is accepted', () => {
    expect(create({ whole: { module: WholeAdapter } })).not.toThrow()
  })

  test('that can not be loaded is named', () => {
    expect(create({ gone: { module: 'no-such-package' }, twitter: {} })).toThrow(
      /parseServer\.auth\.gone: can't be used[^]*parseServer\.auth\.twitter: can't be used: expected \{ consumer_key/,
    )
  })
})
