/** Invitations by each mutation of GraphQL that makes users. */
import { acme, acmeAuthData } from '../../support/acme'
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import { type Host, startHost } from '../../support/host'
import { type Mailbox, startMailbox } from '../../support/mailbox'
import { rest } from '../../support/rest'

const password = 'correct-horse'
const made = 'clientMutationId'

describeWithDatabase('an invitation, by GraphQL', (database) => {
  let mailbox: Mailbox
  let host: Host
  beforeAll(async () => {
    mailbox = await startMailbox()
    host = await startHost({
      database: database(),
      email: { transport: mailbox.url, from: 'app@example.com' },
      guards: { closedSignUp: true },
      notices: { welcome: false },
      parseServer: { verifyUserEmails: true, auth: { acme } },
    })
    const fields = { owner: { type: 'Pointer', targetClass: '_User' } }
    await rest(host, 'POST', '/schemas/Shelf', { master: true, body: { fields } })
  })
  afterAll(async () => {
    await host.close()
    await mailbox.close()
  })

  const ways: [string, string, string, (user: object) => object][] = [
    ['signUp', 'SignUpInput', made, (fields) => ({ fields })],
    ['createUser', 'CreateUserInput', made, (fields) => ({ fields })],
    ['logInWith', 'LogInWithInput', made, (fields) => ({ fields, authData: acmeAuthData('guest') })],
    ['createShelf', 'CreateShelfInput', made, (fields) => ({ fields: { owner: { createAndLink: fields } } })],
  ]

  test.each(ways)('lets in by %s, once, and nobody comes without', async (name, type, selection, inputOf) => {
    const query = `mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} } }`
    const send = (user: object) => graphql(host, query, { variables: { input: inputOf(user) } })
    const email = `${name}@example.com`.toLowerCase()
    expect(await host.accounts.invite(email)).toBe(true)
    const { links } = await mailbox.next({ to: email })
    const invitation = new URL(String(links[0])).searchParams.get('invitation')
    const credentials = name === 'logInWith' ? {} : { username: email, password }

    for (const wrong of [undefined, null, '', 'x']) {
      const { body } = await send({ ...credentials, email, invitation: wrong })
      expect(body.errors?.[0]?.extensions.code).toBe(119)
    }
    expect((await send({ ...credentials, email, invitation })).body.errors).toBeUndefined()
    const { body } = await rest(host, 'GET', '/users', { master: true, query: { where: { email } } })
    expect(body.results).toMatchObject([{ email, emailVerified: true }])
    expect(body.results[0]).not.toHaveProperty('invitation')
  })
})
