/** What is known of classes is made once; what changes of them holds at once, for everybody. */
import { signUp } from '../../support/auth0-log-in'
import { internals, type SchemaCache } from '../../../src/parse/internals'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'
import { configOf } from '../../support/rule-users'

const all = { '*': true }
const open = { find: all, get: all, count: all, create: all, update: all, delete: all, addField: {} }

describeWithDatabase('what is known of a class', (database) => {
  let host: Host
  let sessionToken: string
  let count = 0
  beforeAll(async () => {
    host = await startHost({ database: database() })
    sessionToken = (await signUp(host, 'reader@example.com')).sessionToken
  })
  afterAll(() => host.close())
  afterEach(() => jest.restoreAllMocks())

  const schema = (method: string, className: string, body?: object) =>
    rest(host, method, `/schemas/${className}`, { master: true, ...(body && { body }) })
  const read = (className: string) => rest(host, 'GET', `/classes/${className}`, { sessionToken })
  const add = (className: string, body: object) =>
    rest(host, 'POST', `/classes/${className}`, { sessionToken, body })

  async function makeClass(fields: object, permissions: object = {}): Promise<string> {
    const className = `Thing${++count}`
    const classLevelPermissions = { ...open, ...permissions }
    const { status } = await schema('POST', className, { className, fields, classLevelPermissions })
    expect(status).toBe(200)
    return className
  }
  const text = { type: 'String' }
  /** Twice: the second is answered of what the first has made. */
  const readTwice = async (className: string) => {
    await read(className)
    return (await read(className)).status
  }

  test('is made once for requests that change nothing', async () => {
    const className = await makeClass({ text })
    await readTwice(className)
    const { schemaData } = await configOf(host).database.loadSchema()
    await readTwice(className)
    const later = await configOf(host).database.loadSchema()
    expect(later.schemaData).toBe(schemaData)
    await makeClass({ text })
    expect((await configOf(host).database.loadSchema()).schemaData).not.toBe(schemaData)
  })

  test('is not kept of a class that has no permissions yet, as while `parseServer.schema` makes it', async () => {
    await read(await makeClass({ text }))
    const cache = internals.schemaCache() as SchemaCache & { put(classes: object[]): void }
    const classes = cache.all()
    const made = { className: '_Session', fields: {}, classLevelPermissions: {} }
    cache.put(classes.map((each) => (each.className === '_Session' ? made : each)))
    try {
      await expect(configOf(host).database.loadSchema()).resolves.toBeTruthy()
    } finally {
      cache.put(classes)
    }
    expect((await rest(host, 'GET', '/sessions', { sessionToken })).status).toBe(200)
  })

  test('loses permissions with the answer that takes them', async () => {
    const className = await makeClass({ text })
    expect(await readTwice(className)).toBe(200)
    await schema('PUT', className, { classLevelPermissions: { ...open, find: {} } })
    expect(await readTwice(className)).toBe(400)
    await schema('PUT', className, { classLevelPermissions: open })
    expect(await readTwice(className)).toBe(200)
  })

  test('gets fields and loses them, and is gone', async () => {
    const className = await makeClass({ text })
    expect((await add(className, { text: 'a', more: 'b' })).status).toBe(400)
    await schema('PUT', className, { fields: { more: text } })
    expect((await add(className, { text: 'a', more: 'b' })).status).toBe(201)
    await schema('PUT', className, { fields: { more: { __op: 'Delete' } } })
    expect((await add(className, { text: 'a', more: 'b' })).status).toBe(400)
    await rest(host, 'DELETE', `/purge/${className}`, { master: true })
    expect((await schema('DELETE', className)).status).toBe(200)
    expect((await add(className, { text: 'a' })).status).not.toBe(201)
  })

  test('hides fields from whom it says, from the next answer on', async () => {
    const className = await makeClass({ text, owner: { type: 'Pointer', targetClass: '_User' } })
    await add(className, { text: 'secret' })
    const seen = async () => ((await read(className)).body as { results: object[] }).results[0]
    expect(await seen()).toHaveProperty('text')
    const hidden = { '*': ['text'], 'userField:owner': [] }
    await schema('PUT', className, { classLevelPermissions: { ...open, protectedFields: hidden } })
    expect(await seen()).not.toHaveProperty('text')
    // parse-server notes such a field in the permissions while it answers: only for that answer.
    const query = { keys: 'objectId' }
    await rest(host, 'GET', `/classes/${className}`, { sessionToken, query })
    expect(await seen()).toHaveProperty('createdAt')
    const { schemaData } = await configOf(host).database.loadSchema()
    const permissions = schemaData[className]?.classLevelPermissions
    expect(permissions?.protectedFields).toEqual(hidden)
  })

  test('is refused as before, while the database fails to tell of classes', async () => {
    const className = await makeClass({ text }, { find: {} })
    expect(await readTwice(className)).toBe(400)
    const { adapter } = configOf(host).database as unknown as {
      adapter: { getAllClasses(): Promise<unknown> }
    }
    jest.spyOn(adapter, 'getAllClasses').mockRejectedValue(new Error('away'))
    const failing = await configOf(host).database.loadSchema()
    const reload = failing as unknown as { reloadData(options: object): Promise<void> }
    await expect(reload.reloadData({ clearCache: true })).rejects.toThrow('away')
    expect(failing.schemaData[className]).toBeUndefined()
    expect(await readTwice(className)).toBe(400)
  })
})
