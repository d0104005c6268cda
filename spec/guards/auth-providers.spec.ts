/** Providers that are not configured are refused, whatever their name; and adapters that let anybody in. */
import { AuthAdapter } from 'parse-server'
import { createAccounts } from '../../index'
import { describeWithDatabase } from '../support/database'
import { graphql } from '../support/graphql'
import { type Host, startHost } from '../support/host'
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
