/** Sessions that are opened while they are being revoked. */
import { bearer } from '../../support/bearer'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'
import { startTenant, type Tenant } from '../../support/tenant'

const times = <Result>(count: number, make: (index: number) => Result) =>
  Array.from({ length: count }, (_, index) => make(index))

describeWithDatabase('accounts.sessions.revoke(), raced', (database) => {
  let tenant: Tenant
  let host: Host
  beforeAll(async () => {
    tenant = await startTenant()
    host = await startHost({ database: database(), auth0: tenant.options })
  })
  afterAll(async () => {
    await host.close()
    await tenant.close()
  })

  const aMinuteAgo = () => Math.floor(Date.now() / 1000) - 60
  const logIn = (idToken: string) =>
    rest(host, 'POST', '/users', { body: { authData: { auth0: { id_token: idToken } } } })
  const me = (accessToken: string) => rest(host, 'GET', '/users/me', bearer(accessToken))

  test.each(times(5, (round) => round))(
    'leaves none of 20 log-ins and 20 access tokens at the same time (round %i)',
    async (round) => {
      const claims = { sub: `auth0|round-${round}`, email: `round-${round}@example.com`, iat: aMinuteAgo() }
      const idToken = await tenant.idToken(claims)
      const accessTokens = await Promise.all(
        times(20, (i) => tenant.accessToken({ ...claims, scope: String(i) })),
      )
      const { objectId } = (await logIn(idToken)).body as { objectId: string }

      const logIns = times(20, () => logIn(idToken))
      const requests = accessTokens.map(me)
      await Promise.race([...logIns, ...requests])
      await host.accounts.sessions.revoke(objectId)

      const answers = await Promise.all([...logIns, ...requests])
      const opened = answers.map(({ body }) => (body as { sessionToken?: string }).sessionToken)
      const sessionTokens = opened.filter((token) => token !== undefined)
      expect(sessionTokens.length).toBeGreaterThan(0)
      for (const sessionToken of sessionTokens)
        expect((await rest(host, 'GET', '/users/me', { sessionToken })).body.code).toBe(209)
      for (const { status } of await Promise.all(accessTokens.map(me))) expect(status).toBe(401)
      expect((await logIn(idToken)).body.code).toBe(101)
      expect(await host.accounts.sessions.list(objectId)).toEqual([])
    },
    90_000,
  )
})
