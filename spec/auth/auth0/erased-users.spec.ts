/** Users who are deleted stay so: a token of theirs, which is valid still, makes nobody anew. */
import {
  logInAs,
  newPerson,
  signUp,
  startAuth0Host,
  storedUser,
  usersWhere,
} from '../../support/auth0-log-in'
import { fromNow } from '../../support/attacks/rows'
import { describeWithDatabase } from '../../support/database'
import type { Host } from '../../support/host'
import { send } from '../../support/rest'
import { startTenant, type Tenant } from '../../support/tenant'

const secret = 'a secret of an event stream, of 32 bytes'

describeWithDatabase('a token of a user who was deleted', (database) => {
  let tenant: Tenant
  let host: Host
  beforeAll(async () => {
    tenant = await startTenant()
    host = await startAuth0Host(tenant, {
      database: database(),
      limits: false,
      auth0: { onEmailConflict: 'link', eventStream: { secret, deletesUsers: true } },
    })
  })
  afterAll(async () => {
    await host.close()
    await tenant.close()
  })

  interface User {
    objectId: string
    sub: string
  }
  const deleteAtAuth0 = ({ sub }: User) =>
    send(host, 'POST', `${host.url}/auth0/events`, {
      headers: { authorization: `Bearer ${secret}` },
      body: { type: 'user.deleted', time: new Date().toISOString(), data: { object: { user_id: sub } } },
    })
  const waysToDelete: [string, (user: User) => Promise<unknown>][] = [
    ['here', ({ objectId }) => host.accounts.users.delete(objectId)],
    ['at Auth0', deleteAtAuth0],
  ]
  /** Who has logged in a minute ago. */
  async function erased(erase: (user: User) => Promise<unknown>) {
    const person = newPerson({ iat: fromNow(-60) })
    const { objectId } = (await logInAs(host, tenant, person)).body
    await erase({ ...person, objectId })
    expect(await usersWhere(host, { objectId })).toEqual([])
    return person
  }
  const refused = { code: 101, error: 'The Auth0 token is not valid. Sign in again.' }

  test.each(waysToDelete)('makes no user with the address: deleted %s', async (_where, erase) => {
    const person = await erased(erase)
    const { email } = person
    expect((await logInAs(host, tenant, person)).body).toEqual(refused)
    expect(await usersWhere(host, { email })).toEqual([])
    expect((await logInAs(host, tenant, newPerson({ email }))).status).toBe(201)
  })

  test.each(waysToDelete)('links nobody who has the address by now: deleted %s', async (_where, erase) => {
    const person = await erased(erase)
    const { objectId } = await signUp(host, person.email, true)
    expect((await logInAs(host, tenant, person)).body).toEqual(refused)
    expect(await storedUser(host, objectId)).not.toHaveProperty('authData')
  })
})
