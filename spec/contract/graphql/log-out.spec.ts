/** GraphQL guide, "Logging Out". */
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { graphql, list } from './accounts'
import { logIn, logOut, signUp, viewer, viewerIn } from './guide'

const asJohndoe = {
  clientMutationId: 'logOut',
  viewer: { user: { username: 'johndoe', email: 'john.doe@email.com' } },
}

describeWithDatabase('GraphQL guide, "Logging Out"', (database) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost({ database: database() })
    await graphql(host, signUp)
  })
  afterAll(() => host.close())

  const openSession = async () => viewerIn(await graphql(host, logIn)).sessionToken
  const sessions = async () => (await list(host, 'sessions')).map(({ sessionToken }) => sessionToken)

  test('logOut, with clientMutationId and viewer', async () => {
    const { status, body } = await graphql(host, logOut, { sessionToken: await openSession() })
    expect(status).toBe(200)
    expect(body).toEqual({ data: { logOut: asJohndoe } })
  })

  test('afterwards the session is gone, and only this one', async () => {
    const [sessionToken, other] = [await openSession(), await openSession()]
    await graphql(host, logOut, { sessionToken })
    const refused = await graphql(host, viewer, { sessionToken })
    expect([refused.status, refused.body]).toEqual([400, { code: 209, error: 'Invalid session token' }])
    expect(await sessions()).toContain(other)
    expect(await sessions()).not.toContain(sessionToken)
  })

  test('with the session token in the viewer, as in every other answer', async () => {
    const sessionToken = await openSession()
    const query = 'mutation { logOut(input: {}) { ok viewer { sessionToken user { username } } } }'
    const { body } = await graphql(host, query, { sessionToken })
    expect(body).toEqual({
      data: { logOut: { ok: true, viewer: { sessionToken, user: { username: 'johndoe' } } } },
    })
  })

  test('reads the viewer only when asked for it', async () => {
    const query = 'mutation { logOut(input: { clientMutationId: "logOut" }) { clientMutationId ok } }'
    const sessionToken = await openSession()
    const { body } = await graphql(host, query, { sessionToken })
    expect(body).toEqual({ data: { logOut: { clientMutationId: 'logOut', ok: true } } })
    expect(await sessions()).not.toContain(sessionToken)
  })

  test('reads the viewer through fragments, aliases and variables', async () => {
    const query = `
      mutation bye($input: LogOutInput!, $shown: Boolean!) {
        bye: logOut(input: $input) { clientMutationId ...who }
      }
      fragment who on LogOutPayload { viewer @include(if: $shown) { user { username email } } }
    `
    const variables = { input: { clientMutationId: 'logOut' }, shown: true }
    const { body } = await graphql(host, query, { variables, sessionToken: await openSession() })
    expect(body).toEqual({ data: { bye: asJohndoe } })
  })

  test('without a session: nobody was logged out, viewer is null', async () => {
    const { status, body } = await graphql(host, logOut)
    expect(status).toBe(200)
    expect(body).toEqual({ data: { logOut: { clientMutationId: 'logOut', viewer: null } } })
  })

  test('with the master key and no session: viewer is null', async () => {
    const { body } = await graphql(host, logOut, { master: true })
    expect(body).toEqual({ data: { logOut: { clientMutationId: 'logOut', viewer: null } } })
  })

  test('with a session that was logged out before: as without one', async () => {
    const sessionToken = await openSession()
    await graphql(host, logOut, { sessionToken })
    const { status, body } = await graphql(host, logOut, { sessionToken })
    expect(status).toBe(200)
    expect(body).toEqual({ data: { logOut: { clientMutationId: 'logOut', viewer: null } } })
  })
})
