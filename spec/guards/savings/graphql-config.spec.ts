/** How GraphQL is configured is asked once in a while, also where nothing is, and holds at once when it changes. */
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'
import { configOf } from '../../support/rule-users'

interface Insides {
  database: {
    adapter: { find(className: string, ...rest: unknown[]): Promise<object[]> }
    destroy(className: string, where: object): Promise<unknown>
  }
  cacheController: {
    adapter: { put(key: string, value: unknown, ttlMs?: number): unknown }
    graphQL: { clear(): Promise<void> }
  }
  parseGraphQLController: { updateGraphQLConfig(to: object): Promise<unknown> }
}

const className = '_GraphQLConfig'

describeWithDatabase('GraphQL that nobody has configured', (database) => {
  let host: Host
  let insides: Insides
  beforeAll(async () => {
    host = await startHost({ database: database(), parseServer: { allowClientClassCreation: true } })
    await rest(host, 'POST', '/classes/Note', { master: true, body: { text: 'one' } })
    insides = configOf(host) as unknown as Insides
  })
  beforeEach(() => insides.cacheController.graphQL.clear())
  afterEach(() => jest.restoreAllMocks())
  afterAll(() => host.close())

  const count = async (): Promise<unknown> =>
    (await graphql(host, '{ notes { count } }', { master: true })).body
  const counted = { data: { notes: { count: 1 } } }
  const configure = () => insides.parseGraphQLController.updateGraphQLConfig({ disabledForClasses: ['Note'] })

  async function withoutNotes(): Promise<void> {
    expect(await count()).toHaveProperty('errors')
    await insides.database.destroy(className, { objectId: '1' })
  }

  test('asks the database for its configuration once, and has a new one at once', async () => {
    const find = jest.spyOn(insides.database.adapter, 'find')
    for (let time = 0; time < 3; time += 1) expect(await count()).toEqual(counted)
    expect(find.mock.calls.filter(([name]) => name === className)).toHaveLength(1)
    await configure()
    await withoutNotes()
  })

  test('remembers it for five seconds at the most, however often it is asked', async () => {
    const put = jest.spyOn(insides.cacheController.adapter, 'put')
    for (let time = 0; time < 3; time += 1) await count()
    await configure()
    const lifetimes = put.mock.calls.filter(([key]) => key.includes('graphQL')).map(([, , ttlMs]) => ttlMs)
    expect(lifetimes).toEqual([5000, 5000])
    await withoutNotes()
  })

  test('does not take a configuration back that was written while it asked', async () => {
    const { adapter } = insides.database
    const find = adapter.find.bind(adapter)
    let isWritten = false
    jest.spyOn(adapter, 'find').mockImplementation(async (name, ...rest) => {
      const found = await find(name, ...rest)
      if (name !== className || isWritten) return found
      isWritten = true
      await configure()
      return found
    })
    await count()
    await withoutNotes()
  })
})
