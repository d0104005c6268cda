/** Parts of an object that are null, as the SDKs send them: `set('address.city', null)`. */
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'

const password = 'correct-horse'

interface Seen {
  get(field: string): unknown
}

describeWithDatabase('a part of an object that is null', (database) => {
  let host: Host
  let seen: unknown
  beforeAll(async () => {
    host = await startHost({
      database: database(),
      limits: false,
      parseServer: {
        verifyUserEmails: true,
        emailAdapter: { sendMail: () => Promise.resolve() },
        allowClientClassCreation: true,
        cloud: ({ Cloud }: { Cloud: Record<string, (...args: unknown[]) => void> }) => {
          const note = ({ object }: { object: Seen }) => {
            seen = object.get('address')
          }
          for (const name of ['_User', 'Shop']) Cloud.beforeSave?.(name, note)
          Cloud.afterSave?.('Shop', note)
        },
      },
    })
    await rest(host, 'POST', '/schemas/Shop', {
      master: true,
      body: { fields: { address: { type: 'Object' } } },
    })
  })
  beforeEach(() => void (seen = undefined))
  afterAll(() => host.close())

  const create = async (body: object) => {
    const { status, body: answer } = await rest(host, 'POST', '/classes/Shop', { body })
    expect(status).toBe(201)
    return String(answer.objectId)
  }
  const shop = async (id: string) => {
    const { body } = await rest(host, 'GET', `/classes/Shop/${id}`)
    return body as object
  }
  const update = async (id: string, body: object) =>
    expect((await rest(host, 'PUT', `/classes/Shop/${id}`, { body })).status).toBe(200)

  test('signs nobody up in vain', async () => {
    const body = { username: 'ann', password, 'address.city': null }
    const { status, body: answer } = await rest(host, 'POST', '/users', { body })
    expect([status, answer.sessionToken]).toEqual([201, expect.stringMatching(/^r:/)])
    expect((await rest(host, 'POST', '/login', { body: { username: 'ann', password } })).status).toBe(200)
  })

  test('of a new object is none, whatever the class has', async () => {
    expect(await shop(await create({ name: 'one', 'address.city': null }))).not.toHaveProperty('address')
    expect(await shop(await create({ name: 'two', 'nothing.yet': null }))).not.toHaveProperty('nothing')
    expect((await rest(host, 'POST', '/classes/Untriggered', { body: { 'new.part': null } })).status).toBe(
      201,
    )
  })

  test('is written by an update, and seen by triggers', async () => {
    const id = await create({ address: { city: 'Ulm', zip: '89073' } })
    await update(id, { 'address.city': null })
    expect(seen).toEqual({ city: null, zip: '89073' })
    expect(await shop(id)).toMatchObject({ address: { city: null, zip: '89073' } })
  })

  test('stands in the way of no other change of a user', async () => {
    const address = { city: 'Ulm', zip: '89073' }
    const user = { username: 'bob', password, email: 'bob@example.com', address }
    const { objectId, sessionToken } = (await rest(host, 'POST', '/users', { body: user })).body
    const body = { email: 'bob2@example.com', 'address.city': null }
    const { status } = await rest(host, 'PUT', `/users/${String(objectId)}`, {
      sessionToken: String(sessionToken),
      body,
    })
    expect(status).toBe(200)
    expect(seen).toEqual({ city: null, zip: '89073' })
  })

  test('can be set within an object that is null', async () => {
    const id = await create({ name: 'three' })
    await update(id, { address: null })
    const { status } = await rest(host, 'PUT', `/classes/Shop/${id}`, { body: { 'address.city': 'Ulm' } })
    expect(status).toBeLessThan(500)
  })
})
