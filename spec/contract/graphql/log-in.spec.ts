/** GraphQL guide, "Logging In". */
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { graphql } from './accounts'
import { johndoe, johndoeAsViewer, logIn, logInWith, signUp, viewer, viewerIn } from './guide'

describeWithDatabase('GraphQL guide, "Logging In"', (database) => {
  let host: Host
  let firstToken: string
  beforeAll(async () => {
    host = await startHost({ database: database() })
    firstToken = viewerIn(await graphql(host, signUp)).sessionToken
  })
  afterAll(() => host.close())

  test.each([
    ['without', false],
    ['with', true],
  ])('logIn, %s the optional X-Parse-Master-Key header', async (_how, master) => {
    const { status, body } = await graphql(host, logIn, { master })
    expect(status).toBe(200)
    expect(body).toEqual({ data: { logIn: { viewer: johndoeAsViewer } } })
  })

  test('generates a new sessionToken; the one before stays valid', async () => {
    const { sessionToken } = viewerIn(await graphql(host, logIn))
    expect(sessionToken).not.toBe(firstToken)
    for (const token of [firstToken, sessionToken]) {
      const { body } = await graphql(host, viewer, { sessionToken: token })
      expect(body).toEqual({ data: { viewer: { ...johndoeAsViewer, sessionToken: token } } })
    }
  })

  test.each([
    ['a wrong password', { username: johndoe.username, password: 'AWrongPassword' }],
    ['an unknown username', { username: 'nobody', password: johndoe.password }],
  ])('refuses %s, both in the same words', async (_what, variables) => {
    const { status, body } = await graphql(host, logInWith, { variables })
    expect(status).toBe(200)
    expect(body).toEqual({
      data: { logIn: null },
      errors: [
        {
          message: 'Invalid username/password.',
          path: ['logIn'],
          locations: [{ line: 3, column: 3 }],
          extensions: { code: 101 },
        },
      ],
    })
  })
})
