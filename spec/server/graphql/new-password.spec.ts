/** By GraphQL, who sets a new password is answered the token of the session that follows, as by REST. */
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'

const password = 'correct-horse'
const update = `mutation ($id: ID!, $fields: UpdateUserFieldsInput) {
  updateUser(input: { id: $id, fields: $fields }) { user { username } viewer { sessionToken user { username } } }
}`

describe.each([true, false])('with revokeSessionOnPasswordReset: %s', (revokeSessionOnPasswordReset) => {
  describeWithDatabase('updateUser of GraphQL', (database) => {
    let host: Host
    beforeAll(async () => {
      host = await startHost({ database: database(), parseServer: { revokeSessionOnPasswordReset } })
    })
    afterAll(() => host.close())

    async function signUp(username: string) {
      const { body } = await rest(host, 'POST', '/users', { body: { username, password } })
      return body as { objectId: string; sessionToken: string }
    }
    const isOpen = async (sessionToken: string) =>
      (await rest(host, 'GET', '/users/me', { sessionToken })).status === 200
    async function updated(id: string, fields: object, as: { sessionToken?: string; master?: boolean }) {
      const { body } = await graphql(host, update, { variables: { id, fields }, ...as })
      return body.data.updateUser as { viewer: { sessionToken: string } | null }
    }

    test('answers a new password as REST does, with the new session', async () => {
      const { objectId, sessionToken } = await signUp('ann')
      const answer = await updated(objectId, { password: 'battery-staple' }, { sessionToken })
      const user = { username: 'ann' }
      expect(answer).toEqual({ user, viewer: { sessionToken: expect.stringMatching(/^r:/) as string, user } })
      const next = String(answer.viewer?.sessionToken)
      expect(next).not.toBe(sessionToken)
      expect([await isOpen(next), await isOpen(sessionToken)]).toEqual([true, !revokeSessionOnPasswordReset])

      const body = { password: 'staple-battery' }
      const byRest = await rest(host, 'PUT', `/users/${objectId}`, { body, sessionToken: next })
      expect(await isOpen(String(byRest.body.sessionToken))).toBe(true)
      expect(await isOpen(next)).toBe(!revokeSessionOnPasswordReset)
    })

    test('answers other changes with the session that asks', async () => {
      const { objectId, sessionToken } = await signUp('bob')
      const { viewer } = await updated(objectId, { email: 'bob@example.com' }, { sessionToken })
      expect(viewer).toEqual({ sessionToken, user: { username: 'bob' } })
    })

    test('answers no viewer to an operator', async () => {
      const { objectId } = await signUp('cid')
      expect(await updated(objectId, { password: 'battery-staple' }, { master: true })).toEqual({
        user: { username: 'cid' },
        viewer: null,
      })
    })
  })
})
