/** The Parse JS SDK: relations, of objects that are saved and of those that aren't. */
import { describeWithDatabase } from '../support/database'
import { type Host, startHost } from '../support/host'
import { rest } from '../support/rest'
import { connectSdk, Parse } from '../support/sdk'

describeWithDatabase('Parse JS SDK: relations', (database) => {
  let host: Host
  let owner: Parse.Object
  beforeAll(async () => {
    host = await startHost({ database: database(), parseServer: { allowClientClassCreation: true } })
    connectSdk(host)
    owner = new Parse.Object('Owner')
    const thing = await new Parse.Object('Thing').save({ name: 'one' })
    owner.relation('things').add(thing)
    await owner.save()
  })
  afterAll(() => host.close())

  const related = (object: Parse.Object) => object.relation('things').query()

  test('of a saved object are found', async () => {
    expect((await related(owner).find()).map((thing): unknown => thing.get('name'))).toEqual(['one'])
    expect(await related(owner).count()).toBe(1)
  })

  test('of a new object there are none', async () => {
    expect(await related(new Parse.Object('Owner')).find()).toEqual([])
    expect(await related(new Parse.Object('Owner')).count()).toBe(0)
    expect(await related(new Parse.Object('Owner')).first()).toBeUndefined()
  })

  test('of a copy there are none, as it is new', async () => {
    expect(await related(owner.clone() as Parse.Object).find()).toEqual([])
  })

  test('of an owner without objectId there are none for the master key either', async () => {
    const where = { $relatedTo: { object: { __type: 'Pointer', className: 'Owner' }, key: 'things' } }
    for (const condition of [where, { $or: [where, { name: 'nobody' }] }]) {
      const query = { where: condition }
      const { status, body } = await rest(host, 'GET', '/classes/Thing', { master: true, query })
      expect([status, body]).toEqual([200, { results: [] }])
    }
  })
})
