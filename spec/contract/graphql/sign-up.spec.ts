/** GraphQL guide, "Signing Up". */
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { type Mailbox, startMailbox } from '../../support/mailbox'
import { rest } from '../../support/rest'
import { graphql, deleteUsers } from './accounts'
import { aSessionToken, johndoe, johndoeAsViewer, signUp, signUpWith, viewer, viewerIn } from './guide'

const refusal = (message: string, code: number) => [
  { message, path: ['signUp'], locations: [{ line: 3, column: 3 }], extensions: { code } },
]

describeWithDatabase('GraphQL guide, "Signing Up"', (database) => {
  let host: Host
  let mailbox: Mailbox
  beforeAll(async () => {
    mailbox = await startMailbox()
    host = await startHost({
      database: database(),
      email: { from: 'Spec App <no-reply@example.com>', transport: mailbox.url },
      parseServer: { verifyUserEmails: true },
    })
  })
  afterEach(() => deleteUsers(host))
  afterAll(async () => {
    await host.close()
    await mailbox.close()
  })

  test.each([
    ['without', false],
    ['with', true],
  ])('signUp, %s the optional X-Parse-Master-Key header', async (_how, master) => {
    const { status, body } = await graphql(host, signUp, { master })
    expect(status).toBe(200)
    expect(body).toEqual({ data: { signUp: { viewer: johndoeAsViewer } } })
  })

  test('the returned sessionToken authenticates subsequent operations', async () => {
    const { sessionToken } = viewerIn(await graphql(host, signUp))
    const { body } = await graphql(host, viewer, { sessionToken })
    expect(body).toEqual({ data: { viewer: { ...johndoeAsViewer, sessionToken } } })
  })

  test('generates an email confirmation at the address', async () => {
    const fields = { ...johndoe, email: 'confirmed@email.com' }
    await graphql(host, signUpWith, { variables: { fields } })
    const { from, subject, links } = await mailbox.next({ to: 'confirmed@email.com' })
    expect(from).toBe('no-reply@example.com')
    expect(subject).toBe('Confirm your e-mail address for Spec App')
    expect(links).toEqual([
      expect.stringMatching(`^${host.apiUrl}/apps/${host.appId}/verify_email\\?token=\\w{25}&locale=en$`),
    ])
  })

  test('works without an email field, and without a confirmation', async () => {
    const fields = { username: 'johndoe', password: 'ASuperStrongPassword' }
    const { body } = await graphql(host, signUpWith, { variables: { fields } })
    expect(body).toEqual({
      data: {
        signUp: {
          viewer: {
            sessionToken: aSessionToken,
            user: {
              id: expect.any(String) as string,
              objectId: expect.any(String) as string,
              username: 'johndoe',
              email: null,
            },
          },
        },
      },
    })
    expect(mailbox.messages.filter(({ to }) => to.length === 0)).toEqual([])
  })

  test('the password is never returned', async () => {
    const asking = await graphql(
      host,
      signUp.replace('username\n        email', 'username\n        password'),
    )
    expect(asking.status).toBe(400)
    const stored = [await graphql(host, signUp), await rest(host, 'GET', '/users', { master: true })]
    expect(JSON.stringify(stored.map(({ body }) => body as unknown))).not.toMatch(/password|\$2[aby]\$/i)
  })

  test.each([
    ['username', { ...johndoe, email: 'other@email.com' }, 202, 'username'],
    ['email', { ...johndoe, username: 'other' }, 203, 'email address'],
  ])('the uniqueness of the field %s is enforced', async (_field, fields, code, name) => {
    await graphql(host, signUp)
    const { status, body } = await graphql(host, signUpWith, { variables: { fields } })
    expect(status).toBe(200)
    expect(body).toEqual({
      data: { signUp: null },
      errors: refusal(`Account already exists for this ${name}.`, code),
    })
  })

  test.each([
    ['username', { password: 'ASuperStrongPassword' }, 200, 'bad or missing username'],
    ['password', { username: 'johndoe' }, 201, 'password is required'],
  ])('the field %s is required', async (_field, fields, code, message) => {
    const { status, body } = await graphql(host, signUpWith, { variables: { fields } })
    expect(status).toBe(200)
    expect(body).toEqual({ data: { signUp: null }, errors: refusal(message, code) })
  })
})
