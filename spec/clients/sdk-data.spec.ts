/** The Parse JS SDK: objects, access, batches and Cloud Code. */
import { type ChildHost, startChildHost } from '../support/child-host'
import { describeWithDatabase } from '../support/database'
import { type Host, startHost } from '../support/host'
import { rest } from '../support/rest'
import { connectSdk, Parse, parseErrorOf } from '../support/sdk'

/** Cloud Code as a function: it is given the Parse that belongs to the server. */
function cloud(Server: typeof Parse): void {
  Server.Cloud.define('double', ({ params }) => Number(params.number) * 2)
  Server.Cloud.define('countNotes', () =>
    new Server.Query('Note').exists('text').count({ useMasterKey: true }),
  )
  Server.Cloud.define('refuse', () => {
    throw new Server.Error(142, 'not like this')
  })
  Server.Cloud.beforeSave('Note', ({ object, user }) => void object.set('author', user))
}

function note(text: string, acl = new Parse.ACL(Parse.User.current())) {
  const object = new Parse.Object('Note')
  object.set('text', text)
  object.setACL(acl)
  return object
}

describeWithDatabase('Parse JS SDK: data', (database) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost({ database: database(), parseServer: { cloud } })
    connectSdk(host)
    // A class is created by whoever has the master key, not by a client's first object.
    await rest(host, 'POST', '/schemas/Note', {
      master: true,
      body: { fields: { text: { type: 'String' } } },
    })
    await Parse.User.signUp('ann', 'correct-horse', { phone: '1', email: 'ann@example.com' })
    await Parse.User.signUp('bea', 'correct-horse', { phone: '2', email: 'bea@example.com' })
  })
  afterAll(() => host.close())

  const as = (name: string) => Parse.User.logIn(name, 'correct-horse')
  const texts = async () =>
    (await new Parse.Query('Note').ascending('text').find()).map((object): unknown => object.get('text'))

  test('a query on User shows oneself and nobody else', async () => {
    const ann = await as('ann')
    const users = await new Parse.Query(Parse.User).find()
    expect(users.map(({ id }) => id)).toEqual([ann.id])
    expect(users[0]?.get('email')).toBe('ann@example.com')
    const byPhone = await new Parse.Query(Parse.User).equalTo('phone', '2').first()
    expect(byPhone).toBeUndefined()
  })

  test('objects are found by those whom their ACL lets read', async () => {
    const bea = await as('bea')
    await as('ann')
    const shared = new Parse.ACL(Parse.User.current())
    shared.setReadAccess(bea, true)
    await note('for me').save()
    await note('for both', shared).save()
    expect(await texts()).toEqual(['for both', 'for me'])
    await as('bea')
    expect(await texts()).toEqual(['for both'])
    const found = await new Parse.Query('Note').include('author').first()
    expect(await parseErrorOf(found!.save({ text: 'mine now' }))).toMatchObject({ code: 101 })
  })

  test('saveAll() saves everything in one batch, destroyAll() deletes it', async () => {
    await as('bea')
    const notes = await Parse.Object.saveAll(Array.from({ length: 30 }, (_, index) => note(`batch ${index}`)))
    expect(new Set(notes.map(({ id }) => id)).size).toBe(30)
    expect(await new Parse.Query('Note').startsWith('text', 'batch').count()).toBe(30)
    await Parse.Object.destroyAll(notes)
    expect(await new Parse.Query('Note').startsWith('text', 'batch').count()).toBe(0)
  })

  test('saveAll() names the one that was refused and saves the others', async () => {
    await as('ann')
    const foreign = await note('of Ann').save()
    await as('bea')
    const own = note('of Bea')
    foreign.set('text', 'stolen')
    const error = await parseErrorOf(Parse.Object.saveAll([own, foreign]))
    expect(error).toMatchObject({ code: 101 })
    expect(own.id).toBeDefined()
    expect(await texts()).not.toContain('stolen')
  })

  test('Cloud functions answer, query with the master key, and refuse with their own code', async () => {
    expect(await Parse.Cloud.run('double', { number: 21 })).toBe(42)
    await note('one more').save()
    expect(await Parse.Cloud.run('countNotes')).toBeGreaterThan(0)
    const refused = await parseErrorOf(Parse.Cloud.run('refuse'))
    expect(refused).toMatchObject({ code: 142, message: 'not like this' })
    expect(await parseErrorOf(Parse.Cloud.run('unknown'))).toMatchObject({ code: 141 })
  })
})

describeWithDatabase('Parse JS SDK: Cloud Code in a file', (database) => {
  let host: ChildHost
  beforeAll(async () => {
    host = await startChildHost('cloud-file.ts', database())
    connectSdk(host)
  })
  afterAll(() => host.stop())

  test('runs with the global Parse', async () => {
    expect(await Parse.Cloud.run('whoAmI')).toBe('nobody')
    const user = await Parse.User.signUp('ann', 'correct-horse', {})
    expect(await Parse.Cloud.run('whoAmI')).toBe(user.id)
  })
})
