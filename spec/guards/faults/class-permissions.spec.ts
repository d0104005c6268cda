/** What is asked of a class while an operator sets who may do what with it. */
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'
import { configOf } from '../../support/rule-users'

const all = { '*': true }

describeWithDatabase('permissions of a class', (database) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost({ database: database(), limits: false })
  })
  afterEach(() => jest.restoreAllMocks())
  afterAll(() => host.close())

  const setPermissions = (classLevelPermissions: unknown) =>
    rest(host, 'PUT', '/schemas/_User', { master: true, body: { classLevelPermissions } })

  test('that name no protected fields leave the class in use while they are set', async () => {
    const { adapter } = configOf(host).database as unknown as {
      adapter: { setIndexesWithSchemaFormat: (...args: unknown[]) => Promise<void> }
    }
    const setIndexes = adapter.setIndexesWithSchemaFormat.bind(adapter)
    const body = { username: 'meanwhile', password: 'correct-horse' }
    let signedUp: unknown
    jest.spyOn(adapter, 'setIndexesWithSchemaFormat').mockImplementation(async (...args) => {
      signedUp = await rest(host, 'POST', '/users', { body })
      return setIndexes(...args)
    })
    const { status, body: answer } = await setPermissions({ find: all, get: all, create: all, update: all })
    expect(signedUp).toMatchObject({ status: 201 })
    expect(status).toBe(200)
    expect(answer).toMatchObject({
      classLevelPermissions: { find: all, protectedFields: { '*': ['email'] } },
    })
  })

  test.each([['all'], [[all]]])('that are %j change nothing', async (permissions) => {
    const { body } = await rest(host, 'GET', '/schemas/_User', { master: true })
    await setPermissions(permissions)
    expect((await rest(host, 'GET', '/schemas/_User', { master: true })).body).toEqual(body)
  })
})
