/** Events of one user that come at the same time: whichever is done last, the newest stands. */
import { logInAs, newPerson, startAuth0Host, storedUser } from '../../support/auth0-log-in'
import { fromNow } from '../../support/attacks/rows'
import { describeWithDatabase } from '../../support/database'
import type { Host } from '../../support/host'
import { send } from '../../support/rest'
import { startTenant, type Tenant } from '../../support/tenant'

type Claims = Record<string, unknown>
const secret = 'a secret of an event stream, of 32 bytes'

describeWithDatabase('events of Auth0 at the same time', (database) => {
  let tenant: Tenant
  let host: Host
  let mapProfile: (claims: Claims) => unknown
  beforeAll(async () => {
    tenant = await startTenant()
    const auth0 = { eventStream: { secret }, mapProfile: (claims: Claims) => mapProfile(claims) as Claims }
    host = await startAuth0Host(tenant, { database: database(), limits: false, auth0 })
  })
  beforeEach(() => {
    mapProfile = ({ name }) => ({ title: name })
  })
  afterAll(async () => {
    await host.close()
    await tenant.close()
  })

  /** Whose token is older than all events. */
  async function aUser() {
    const person = newPerson({ name: 'At first', iat: fromNow(-600) })
    const { objectId } = (await logInAs(host, tenant, person)).body
    const tell = async (name: string, secondsAgo: number, more = {}) => {
      const object = { user_id: person.sub, name, ...more }
      const time = new Date(Date.now() - secondsAgo * 1000).toISOString()
      const body = { type: 'user.updated', time, data: { object } }
      const headers = { authorization: `Bearer ${secret}` }
      return (await send(host, 'POST', `${host.url}/auth0/events`, { body, headers })).status
    }
    return {
      tell,
      sessions: () => host.accounts.sessions.list(objectId),
      title: async () => (await storedUser(host, objectId)).title,
    }
  }
  /** From now on, what is called `name` is read when the host is done with it. */
  function holdUp(name: string) {
    let goOn: () => void = () => undefined
    const held = new Promise<void>((resolve) => (goOn = resolve))
    const begun = new Promise<void>((begin) => {
      mapProfile = async (claims) => {
        if (claims.name === name) begin()
        if (claims.name === name) await held
        return { title: claims.name }
      }
    })
    return { begun, goOn }
  }

  test('an older one that the host takes long for undoes no newer one, nor holds it up', async () => {
    const { tell, title } = await aUser()
    const { begun, goOn } = holdUp('Older')
    const older = tell('Older', 60)
    await begun
    expect(await tell('Newer', 10)).toBe(200)
    expect(await title()).toBe('Newer')
    goOn()
    expect(await older).toBe(200)
    expect(await title()).toBe('Newer')
    // What is newer than the older one is too old all the same.
    expect(await tell('Between', 30)).toBe(200)
    expect(await title()).toBe('Newer')
  })

  test('of many, the newest stands, and all are taken', async () => {
    const { tell, title } = await aUser()
    const ages = [40, 10, 80, 20, 70, 30, 60, 50]
    const answers = await Promise.all(ages.map((age) => tell(`Of ${age}`, age)))
    expect(answers).toEqual(ages.map(() => 200))
    expect(await title()).toBe('Of 10')
  })

  test('who is blocked is out before the host is asked', async () => {
    const { tell, sessions } = await aUser()
    const { begun, goOn } = holdUp('Blocked')
    const answer = tell('Blocked', -1, { blocked: true })
    await begun
    expect(await sessions()).toEqual([])
    goOn()
    expect(await answer).toBe(200)
  })

  test('one that fails is sent again, and done then', async () => {
    const { tell, title } = await aUser()
    mapProfile = () => Promise.reject(new Error('away'))
    expect(await tell('Again', 10)).toBe(500)
    mapProfile = ({ name }) => ({ title: name })
    expect(await tell('Again', 10)).toBe(200)
    expect(await title()).toBe('Again')
  })
})
