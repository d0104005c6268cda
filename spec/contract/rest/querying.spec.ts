import { bigglesworth, cooldude6, describeGuide } from './guide'
import { aUser, publicAcl } from './shapes'

describeGuide('Querying', { parseServer: { enforcePrivateUsers: false } }, (guide) => {
  const phone = '415-369-6201'
  const dude = { ...cooldude6, phone }
  const shown = (user: typeof dude, { objectId }: { objectId: string }) =>
    aUser(user, { objectId, ACL: publicAcl(objectId) })
  const signUpBoth = async () => {
    const first = await guide.signUp(bigglesworth)
    return [shown(bigglesworth, first), shown(dude, await guide.signUp(dude))]
  }
  const query = async (parameters: Record<string, unknown> = {}) => {
    const { status, body } = await guide.send('GET', '/users', { query: parameters })
    expect(status).toBe(200)
    return body
  }

  test('without any URL parameters simply lists users', async () => {
    const users = await signUpBoth()
    const body = await query()
    expect(body).toEqual({ results: expect.arrayContaining(users) as unknown })
    expect((body as { results: unknown[] }).results).toHaveLength(2)
  })

  test('answers no results without users', async () => {
    expect(await query()).toEqual({ results: [] })
  })

  test('order sorts, in both directions', async () => {
    const [biggles, cool] = await signUpBoth()
    expect(await query({ order: 'username' })).toEqual({ results: [biggles, cool] })
    expect(await query({ order: '-username' })).toEqual({ results: [cool, biggles] })
  })

  test('where selects', async () => {
    const [biggles, cool] = await signUpBoth()
    expect(await query({ where: { username: 'cooldude6' } })).toEqual({ results: [cool] })
    expect(await query({ where: { phone: { $in: ['650-253-0000'] } } })).toEqual({ results: [biggles] })
    expect(await query({ where: { username: 'nobody' } })).toEqual({ results: [] })
  })

  test('limit and skip page, count counts, keys choose', async () => {
    const [biggles, cool] = await signUpBoth()
    expect(await query({ order: 'username', limit: 1 })).toEqual({ results: [biggles] })
    expect(await query({ order: 'username', limit: 1, skip: 1 })).toEqual({ results: [cool] })
    expect(await query({ limit: 0, count: 1 })).toEqual({ results: [], count: 2 })
    const chosen = await query({ where: { username: 'cooldude6' }, keys: 'username' })
    const withoutPhone = Object.entries(cool!).filter(([key]) => key !== 'phone')
    expect(chosen).toEqual({ results: [Object.fromEntries(withoutPhone)] })
  })

  test('refuses a query for secrets', async () => {
    await signUpBoth()
    const where = { _hashed_password: { $regex: '^.' } }
    const { status, body } = await guide.send('GET', '/users', { query: { where } })
    expect(status).toBe(400)
    expect(body).toEqual({ code: 105, error: 'Invalid key name: _hashed_password' })
  })
})

describeGuide('Querying, private by default', {}, (guide) => {
  test('lists users to themselves only', async () => {
    await guide.signUp(bigglesworth)
    const { objectId, sessionToken } = await guide.signUp()
    const anonymous = await guide.send('GET', '/users')
    expect([anonymous.status, anonymous.body]).toEqual([200, { results: [] }])
    const own = await guide.send('GET', '/users', { sessionToken })
    expect(own.body).toEqual({ results: [aUser(cooldude6, { objectId })] })
  })
})
