/** Nothing that the Parse JS SDK, or a client beside it, may send is refused by the guards of the input. */
import { describeWithDatabase } from '../support/database'
import { type Host, startHost } from '../support/host'
import { rest } from '../support/rest'
import { connectSdk, Parse } from '../support/sdk'

const files = new Map<string, Buffer>()
const filesAdapter = {
  createFile: async (name: string, data: Buffer) => void files.set(name, Buffer.from(data)),
  deleteFile: async (name: string) => files.delete(name),
  getFileData: async (name: string) => files.get(name),
  getFileLocation: (config: { mount: string; applicationId: string }, name: string) =>
    `${config.mount}/files/${config.applicationId}/${encodeURIComponent(name)}`,
  validateFilename: () => null,
}

/** Takes any id. */
const custom = { validateAuthData: () => Promise.resolve(), validateAppId: () => Promise.resolve() }

const accents = 'e\u0301 😀 👩‍👩‍👧‍👦 ünï \u200d \ufeff \u2028'
const wide = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`key ${index}`, { index }]))
const deep = (levels: number): object => (levels === 0 ? {} : { in: deep(levels - 1) })

function thing(fields: Record<string, unknown> = {}) {
  const object = new Parse.Object('Thing')
  object.set(fields)
  return object
}

describeWithDatabase('legitimate requests of the Parse JS SDK', (database) => {
  let host: Host
  let user: Parse.User

  beforeAll(async () => {
    host = await startHost({
      database: database(),
      parseServer: { allowClientClassCreation: true, filesAdapter, auth: { custom } },
    })
    connectSdk(host)
    await Parse.User.logOut().catch(() => undefined) // of the database before
    user = await Parse.User.signUp('sdk', 'correct-horse', { email: 'sdk@example.com' })
  })
  afterAll(() => host.close())

  const saved = async (fields: Record<string, unknown>) => {
    const { id } = await thing(fields).save()
    return new Parse.Query('Thing').get(id!)
  }
  const found = async (query: Parse.Query) => (await query.find()).length

  test.each<[string, unknown]>([
    ['emoji and combining characters', accents],
    ['100 kB of text', 'long '.repeat(20_000)],
    ['a number', -1.5e300],
    ['a boolean', false],
    ['an object of 500 keys', wide],
    ['an object of 60 levels', deep(60)],
    ['keys as of JavaScript', { length: 1, name: 'x', toString: 'y', valueOf: 5 }],
    ['a list of all kinds', [1, 'a', null, true, { b: [1] }, [2]]],
    ['a date', new Date('2020-01-01T00:00:00.123Z')],
    ['an empty object', {}],
    ['an empty list', []],
  ])('%s is stored as it is', async (kind, value) => {
    const field = `f_${kind.replace(/\W/g, '_')}`
    expect((await saved({ [field]: value })).get(field)).toEqual(value)
  })

  test('points, polygons, bytes and pointers come back', async () => {
    const corners: [number, number][] = [
      [0, 0],
      [0, 1],
      [1, 1],
      [0, 0],
    ]
    const object = await saved({
      point: new Parse.GeoPoint(-90, 180),
      polygon: new Parse.Polygon(corners),
      bytes: { __type: 'Bytes', base64: 'YQ==' },
      owner: user,
      others: [user, user],
      nothing: null,
    })
    expect(object.get('point')).toMatchObject({ latitude: -90, longitude: 180 })
    expect(object.get('polygon')).toHaveProperty('coordinates.length')
    expect(object.get('owner')).toHaveProperty('id', user.id)
  })

  test('files: by themselves, in a field, by data and by base64', async () => {
    const file = (await new Parse.File('a b.txt', [0, 1, 2, 255]).save())!
    expect([...(files.get(file.name()) ?? [])]).toEqual([0, 1, 2, 255])
    const second = await new Parse.File('b.txt', { base64: 'YQ==' }, 'text/plain').save()
    const object = await saved({ file, list: [second] })
    expect(object.get('file')).toHaveProperty('_name', file.name())
  })

  test('every operation on a field', async () => {
    const object = await thing({ count: 1, list: [1], gone: 'x', place: { city: 'x', zip: 1 } }).save()
    object.increment('count').add('list', 2)
    await object.save()
    object.addUnique('list', 3).decrement('count', 2).set('place.city', 'Vienna')
    await object.save()
    object.remove('list', 1)
    object.addAll('more', [1, 2])
    object.addAllUnique('unique', [1, 1])
    await object.save()
    object.unset('gone')
    object.unset('neverSet')
    object.unset('place.zip')
    object.removeAll('more', [1])
    await object.save()
    const { attributes } = await new Parse.Query('Thing').get(object.id!)
    expect(attributes).toMatchObject({ count: 0, more: [2], unique: [1], place: { city: 'Vienna' } })
    expect([...(attributes.list as number[])].sort()).toEqual([2, 3])
    expect(attributes).not.toHaveProperty('place.zip')
    expect(object.get('gone')).toBeUndefined()
  })

  test('relations: added, removed, both at once, and asked for', async () => {
    const [a, b] = await Parse.Object.saveAll([thing({ name: 'a' }), thing({ name: 'b' })])
    const likes = user.relation('likes')
    likes.add(a)
    await user.save()
    likes.remove(a)
    likes.add(b)
    await user.save()
    expect((await likes.query().find()).map(({ id }) => id)).toEqual([b.id])
    likes.remove(b)
    await user.save()
    expect(await found(likes.query())).toBe(0)
  })

  test('access: a user, a role, everybody, nobody', async () => {
    const acl = new Parse.ACL(user)
    acl.setPublicReadAccess(true)
    acl.setRoleWriteAccess('admins', true)
    const body = { name: 'admins', ACL: acl.toJSON() }
    await rest(host, 'POST', '/roles', { master: true, body })
    const role = (await new Parse.Query(Parse.Role).equalTo('name', 'admins').first())!
    role.getUsers().add(user)
    await role.save()
    const object = await thing().setACL(acl).save()
    expect(object.getACL()?.getRoleWriteAccess('admins')).toBe(true)
    user.setACL(new Parse.ACL(user))
    await user.save()
    expect(await thing().setACL(new Parse.ACL()).save()).toHaveProperty('id')
  })

  test('50 objects in one batch', async () => {
    const things = await Parse.Object.saveAll(
      Array.from({ length: 50 }, (_, index) => thing({ batch: index })),
    )
    expect(await found(new Parse.Query('Thing').exists('batch'))).toBe(50)
    await Parse.Object.destroyAll(things)
  })

  test('an object whose class has hundreds of fields can be saved as a whole', async () => {
    const fields = (from: number) =>
      Object.fromEntries(Array.from({ length: 90 }, (_, index) => [`wide${from + index}`, index]))
    const object = new Parse.Object('Wide')
    for (const from of [0, 100, 200]) await object.save(fields(from))
    const whole = { ...fields(0), ...fields(100), ...fields(200) }
    expect(await new Parse.Object('Wide').save(whole)).toHaveProperty('id')
  })

  test('queries of every kind', async () => {
    const [one, two] = await Parse.Object.saveAll([
      thing({
        kind: 'q',
        x: 1,
        s: 'Alpha',
        at: new Date(),
        point: new Parse.GeoPoint(1, 1),
        owner: user,
        tags: ['a', 'b'],
      }),
      thing({ kind: 'q', x: 2, s: 'beta', point: new Parse.GeoPoint(20, 20), tags: ['b'] }),
    ])
    const q = () => new Parse.Query('Thing').equalTo('kind', 'q')
    const users = () => new Parse.Query(Parse.User).equalTo('username', 'sdk')
    const queries: [Parse.Query, number][] = [
      [q().matches('s', /^al/i), 1],
      [q().startsWith('s', 'be').endsWith('s', 'ta').contains('s', 'e'), 1],
      [q().containedIn('x', [1, 5]), 1],
      [q().notContainedIn('x', [1]), 1],
      [q().containsAll('tags', ['a', 'b']), 1],
      [q().notEqualTo('x', 1).exists('s').doesNotExist('nope'), 1],
      [q().greaterThan('x', 0).lessThanOrEqualTo('x', 2).greaterThan('createdAt', new Date(0)), 2],
      [q().containedIn('objectId', [one.id!, two.id!]).descending('createdAt').addAscending('x'), 2],
      [q().matchesQuery('owner', users()), 1],
      [q().doesNotMatchQuery('owner', users().equalTo('username', 'nobody')).exists('owner'), 1],
      [q().matchesKeyInQuery('x', 'x', q().equalTo('s', 'beta')), 1],
      [q().doesNotMatchKeyInQuery('x', 'x', q().equalTo('s', 'beta')), 1],
      [q().withinGeoBox('point', new Parse.GeoPoint(0, 0), new Parse.GeoPoint(5, 5)), 1],
      [
        q().withinPolygon('point', [
          [0, 0],
          [0, 5],
          [5, 5],
          [5, 0],
        ]),
        1,
      ],
      [q().equalTo('owner', user).include('owner').select('x', 'owner').exclude('s'), 1],
      [q().limit(1).skip(1), 1],
      [q().includeAll(), 2],
      [Parse.Query.and(q().equalTo('x', 1), q().exists('s')), 1],
      [Parse.Query.or(q().equalTo('x', 1), q().equalTo('x', 2)), 2],
      [Parse.Query.nor(q().equalTo('x', 1), new Parse.Query('Thing').notEqualTo('kind', 'q')), 1],
    ]
    for (const [query, expected] of queries)
      expect([JSON.stringify(query.toJSON()), await found(query)]).toEqual([expect.anything(), expected])
    expect(await q().withCount().limit(0).find()).toMatchObject({ count: 2 })
    expect(await q().count()).toBe(2)
    expect(await found(q().fullText('s', 'alpha'))).toBe(1)
    Parse.masterKey = host.masterKey
    expect(await q().distinct('x')).toEqual(expect.arrayContaining([1, 2]))
    const pipeline = [{ $match: { kind: 'q' } }, { $group: { _id: '$kind', sum: { $sum: '$x' } } }]
    expect(await new Parse.Query('Thing').aggregate(pipeline)).toEqual([expect.objectContaining({ sum: 3 })])
    Parse.masterKey = undefined
  })

  test('a session: log-out, log-in, become, anonymous, link and unlink, mail, e-mail taken away', async () => {
    await Parse.User.logOut()
    user = await Parse.User.logIn('sdk', 'correct-horse')
    await Parse.User.become(user.getSessionToken()!)
    user.set('email', 'other@example.com')
    await user.save()
    user.unset('email')
    await user.save()
    user.set('password', 'another password')
    await user.save() // which ends the session
    await Parse.User.logIn('sdk', 'another password')
    await Parse.User.logOut()
    const anonymous = await Parse.AnonymousUtils.logIn()
    await anonymous.linkWith('custom', { authData: { id: 'z', token: accents } })
    await anonymous._unlinkFrom('custom')
    expect(anonymous.isCurrent()).toBe(true)
    user = await Parse.User.logIn('sdk', 'another password')
  })

  test('a body of text/plain with everything in it, as a browser sends it', async () => {
    const body = {
      _method: 'GET',
      _ApplicationId: host.appId,
      _ClientVersion: 'js8.6.2',
      _InstallationId: '5e7d1f6c-7a39-4f3f-a8f1-d4f6d7b8a9c0',
      _SessionToken: user.getSessionToken(),
      where: { username: 'sdk' },
      limit: 1,
      order: '-createdAt',
      keys: 'username',
    }
    const answer = await rest(host, 'POST', '/users', {
      rawBody: JSON.stringify(body),
      headers: { 'Content-Type': 'text/plain', 'X-Parse-Application-Id': '' },
    })
    expect([answer.status, answer.body]).toMatchObject([200, { results: [{ username: 'sdk' }] }])
  })
})
