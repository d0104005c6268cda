/** GraphQL guide, "Signing Up": the field `emailVerified` and its three states. */
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { type Mailbox, startMailbox } from '../../support/mailbox'
import { openAndPress } from '../../support/pages'
import { graphql, mailedLink } from './accounts'
import { johndoe, signUpWith, viewerIn } from './guide'

const state = '{ viewer { user { username emailVerified } } }'

describe.each([
  ['with', true],
  ['without', false],
])('%s verifyUserEmails', (_with, verifyUserEmails) => {
  describeWithDatabase('GraphQL guide, "Signing Up": emailVerified', (database) => {
    let host: Host
    let mailbox: Mailbox
    beforeAll(async () => {
      mailbox = await startMailbox()
      host = await startHost({
        database: database(),
        email: { from: 'Spec App <no-reply@example.com>', transport: mailbox.url },
        parseServer: { verifyUserEmails },
      })
    })
    afterAll(async () => {
      await host.close()
      await mailbox.close()
    })

    const signUp = async (username: string, email?: string) => {
      const fields = { ...johndoe, username, email }
      return viewerIn(await graphql(host, signUpWith, { variables: { fields } })).sessionToken
    }
    const stateOf = async (sessionToken: string) => {
      const { body } = await graphql(host, state, { sessionToken })
      return (body as { data: { viewer: { user: unknown } } }).data.viewer.user
    }

    if (verifyUserEmails) {
      test('is false until the address is confirmed, then true', async () => {
        const sessionToken = await signUp('johndoe', johndoe.email)
        expect(await stateOf(sessionToken)).toEqual({ username: 'johndoe', emailVerified: false })
        await openAndPress(await mailedLink(mailbox, johndoe.email))
        expect(await stateOf(sessionToken)).toEqual({ username: 'johndoe', emailVerified: true })
      })

      test('is false again for a new address', async () => {
        const sessionToken = await signUp('mover', 'old@email.com')
        await openAndPress(await mailedLink(mailbox, 'old@email.com'))
        const update = `mutation ($id: ID!) {
          updateUser(input: { id: $id, fields: { email: "new@email.com" } }) { user { email emailVerified } }
        }`
        const me = await graphql(host, '{ viewer { user { id } } }', { sessionToken })
        const { id } = (me.body as { data: { viewer: { user: { id: string } } } }).data.viewer.user
        const { body } = await graphql(host, update, { sessionToken, variables: { id } })
        expect(body).toEqual({
          data: { updateUser: { user: { email: 'new@email.com', emailVerified: false } } },
        })
        await openAndPress(await mailedLink(mailbox, 'new@email.com'))
        expect(await stateOf(sessionToken)).toEqual({ username: 'mover', emailVerified: true })
      })

      test('cannot be set by a client', async () => {
        const fields = { ...johndoe, username: 'cheat', email: 'cheat@email.com', emailVerified: true }
        const { body } = await graphql(host, signUpWith, { variables: { fields } })
        expect(body).toEqual({
          data: { signUp: null },
          errors: [
            {
              message: 'Permission denied',
              path: ['signUp'],
              locations: [{ line: 3, column: 3 }],
              extensions: { code: 119 },
            },
          ],
        })
      })
    }

    if (!verifyUserEmails)
      test('is missing: null', async () => {
        const sessionToken = await signUp('johndoe', johndoe.email)
        expect(await stateOf(sessionToken)).toEqual({ username: 'johndoe', emailVerified: null })
        expect(mailbox.messages).toEqual([])
      })
  })
})
