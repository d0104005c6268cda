/** Answers to sign-ups and log-ins have what users may read of themselves, and nothing more of others. */
import { describeWithDatabase } from '../support/database'
import { graphql } from '../support/graphql'
import { type Host, startHost } from '../support/host'
import { rest } from '../support/rest'
import { connectSdk, Parse } from '../support/sdk'

const acme = { validateAuthData: async () => ({}), validateAppId: async () => undefined }
const authData = (id: string, token = 'x') => ({ acme: { id, token } })

describeWithDatabase('what answers have of the user who writes', (database) => {
  let host: Host
  const start = async (parseServer: object = {}) => {
    host = await startHost({
      database: database(),
      parseServer: {
        auth: { acme },
        protectedFields: { _User: { '*': ['email', 'phone'] } },
        cloud: ({ Cloud, User }: typeof globalThis.Parse) => {
          Cloud.beforeSave(User, ({ object }) => {
            const email = object.get('email') as unknown
            if (typeof email === 'string') object.set('email', email.toLowerCase())
            object.set('phone', '+49')
          })
        },
        ...parseServer,
      },
    })
  }
  afterEach(() => host.close())
  const post = (body: object) => rest(host, 'POST', '/users', { body })

  test('is the own address, and what else is protected', async () => {
    await start()
    const signedUp = await post({ username: 'ann', password: 'correct-horse', email: 'Ann@Example.com' })
    expect(signedUp.body).toMatchObject({ email: 'ann@example.com', phone: '+49' })
    await post({ authData: authData('1'), email: 'Bob@example.com' })
    for (const token of ['x', 'another']) {
      const { status, body } = await post({ authData: authData('1', token) })
      expect([status, body]).toEqual([
        200,
        expect.objectContaining({ email: 'bob@example.com', phone: '+49' }),
      ])
    }
    const logIn =
      'mutation ($authData: Object!) { logInWith(input: { authData: $authData }) { viewer { user { email } } } }'
    const { body } = await graphql(host, logIn, { variables: { authData: authData('1') } })
    expect(body.data).toEqual({ logInWith: { viewer: { user: { email: 'bob@example.com' } } } })
  })

  test('is what the SDK has after a log-in by a provider', async () => {
    await start()
    await post({ authData: authData('2'), email: 'eve@example.com' })
    connectSdk(host)
    const eve = await Parse.User.logInWith('acme', { authData: { id: '2', token: 'x' } })
    expect(eve.getEmail()).toBe('eve@example.com')
  })

  test('is less where the host does not exempt owners', async () => {
    await start({ protectedFieldsOwnerExempt: false })
    const { body } = await post({ username: 'mia', password: 'correct-horse', email: 'Mia@Example.com' })
    expect(body).not.toHaveProperty('email')
    expect(body).not.toHaveProperty('phone')
  })
})
