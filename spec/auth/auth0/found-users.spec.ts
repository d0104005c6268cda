/** How often a log-in reads its user, and what triggers see. */
import { randomUUID } from 'node:crypto'
import { internals } from '../../../src/parse/internals'
import { logInAs, newPerson, startAuth0Host } from '../../support/auth0-log-in'
import { describeWithDatabase } from '../../support/database'
import { appId, type Host } from '../../support/host'
import { rest } from '../../support/rest'
import { startTenant, type Tenant } from '../../support/tenant'

interface Request {
  object: { get(field: 'authData'): Record<string, unknown> }
}

/** Another provider, which stores more than it gets. */
const badge = {
  validateAppId: () => Promise.resolve(),
  validateAuthData: ({ id, level }: { id: string; level: number }) =>
    Promise.resolve({ save: { id, level, stars: '*'.repeat(level) } }),
}

function adapter() {
  const { database } = internals.Config().get(appId) as unknown as {
    database: { adapter: { find(className: string): Promise<unknown> } }
  }
  return database.adapter
}

describeWithDatabase('the user whom a log-in with Auth0 finds', (database) => {
  let tenant: Tenant
  let host: Host
  const seen: Record<string, unknown>[] = []
  beforeAll(async () => {
    tenant = await startTenant()
    host = await startAuth0Host(tenant, {
      database: database(),
      parseServer: {
        auth: { badge },
        cloud: (Parse: { Cloud: { afterLogin(trigger: (request: Request) => void): void } }) =>
          Parse.Cloud.afterLogin(({ object }) => void seen.push(object.get('authData'))),
      },
    })
  })
  afterAll(async () => {
    await host.close()
    await tenant.close()
  })

  test('is read three times: to be found, when the session is open, and as they may see themselves', async () => {
    const person = newPerson()
    await logInAs(host, tenant, person)
    const find = jest.spyOn(adapter(), 'find')
    expect((await logInAs(host, tenant, person)).status).toBe(200)
    expect(find.mock.calls.filter(([className]) => className === '_User')).toHaveLength(3)
    find.mockRestore()
  })

  test('is seen by afterLogin with what another provider has stored at the same log-in', async () => {
    const person = newPerson()
    const id = randomUUID()
    for (const level of [1, 2]) {
      const authData = { auth0: { id_token: await tenant.idToken(person) }, badge: { id, level } }
      await rest(host, 'POST', '/users', { body: { authData } })
      expect(seen.at(-1)?.badge).toEqual({ id, level, stars: '*'.repeat(level) })
    }
  })
})
