/** Many log-ins with Auth0 at the same time make one user. */
import {
  logInAs,
  newPerson,
  signUp,
  startAuth0Host,
  storedUser,
  usersWhere,
} from '../../support/auth0-log-in'
import { describeWithDatabase } from '../../support/database'
import type { Host } from '../../support/host'
import { startTenant, type Tenant } from '../../support/tenant'

const times = (count: number) => Array.from({ length: count }, (_, index) => index)

describeWithDatabase('log-ins with Auth0 at the same time', (database) => {
  let tenant: Tenant
  let host: Host
  beforeAll(async () => {
    tenant = await startTenant()
    host = await startAuth0Host(tenant, { database: database(), auth0: { onEmailConflict: 'link' } })
  })
  afterAll(async () => {
    await host.close()
    await tenant.close()
  })

  const logInFifty = (claims: Record<string, unknown>) =>
    Promise.all(times(50).map(() => logInAs(host, tenant, claims)))

  const kinds = [
    ['an e-mail address', newPerson],
    ['none', () => newPerson({ email: undefined })],
  ] as const
  const rounds = times(5).flatMap((round) =>
    kinds.map(([what, person]) => [what, round + 1, person] as const),
  )

  test.each(rounds)(
    'fifty first ones of one subject with %s make one user with fifty sessions (%i)',
    async (_what, _round, person) => {
      const claims = person()
      const { sub } = claims
      const answers = await logInFifty(claims)
      const statuses = answers.map(({ status }) => status).sort()
      expect(statuses).toEqual([...times(49).map(() => 200), 201])
      const [user, ...others] = await usersWhere(host, { 'authData.auth0.id': sub })
      expect(others).toEqual([])
      expect(new Set(answers.map(({ body }) => body.objectId))).toEqual(new Set([user?.objectId]))
      expect(new Set(answers.map(({ body }) => body.sessionToken)).size).toBe(50)
      expect(await host.accounts.sessions.list(String(user?.objectId))).toHaveLength(50)
    },
  )

  test('fifty of one subject are linked with the one user who has the address', async () => {
    const person = newPerson()
    const { objectId } = await signUp(host, person.email, true)
    const answers = await logInFifty(person)
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.objectId}`))).toEqual(
      new Set([`200 ${objectId}`]),
    )
    expect(await usersWhere(host, { email: person.email })).toHaveLength(1)
    expect((await storedUser(host, objectId)).authData).toEqual({ auth0: { id: person.sub } })
  })

  test('of two subjects with the address of one user, one is linked and the other refused', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { email } = newPerson()
      const { objectId } = await signUp(host, email, true)
      const people = [newPerson({ email }), newPerson({ email })]
      const answers = await Promise.all(people.map((person) => logInAs(host, tenant, person)))
      const [linked, refused] = answers.sort((one, other) => one.status - other.status)
      expect(linked).toMatchObject({ status: 200, body: { objectId } })
      expect(refused).toMatchObject({ status: 400, body: { code: 203 } })
      expect((await storedUser(host, objectId)).authData).toEqual(linked?.body.authData)
    }
  })
})
