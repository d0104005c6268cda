/** How GraphQL is configured is asked once, also where nothing is, and holds at once when it changes. */
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import { startHost } from '../../support/host'
import { rest } from '../../support/rest'
import { configOf } from '../../support/rule-users'

describeWithDatabase('GraphQL that nobody has configured', (database) => {
  test('asks the database for its configuration once, and has a new one at once', async () => {
    const host = await startHost({ database: database(), parseServer: { allowClientClassCreation: true } })
    await rest(host, 'POST', '/classes/Note', { master: true, body: { text: 'one' } })
    const config = configOf(host)
    const { adapter } = config.database as unknown as { adapter: { find(className: string): unknown } }
    const find = jest.spyOn(adapter, 'find')
    const count = () => graphql(host, '{ notes { count } }', { master: true })
    for (let time = 0; time < 3; time += 1) expect((await count()).body.data.notes.count).toBe(1)
    const asked = find.mock.calls.filter(([className]) => className === '_GraphQLConfig')
    expect(asked.length).toBeLessThanOrEqual(1)
    const { parseGraphQLController } = config as unknown as {
      parseGraphQLController: { updateGraphQLConfig(to: object): Promise<unknown> }
    }
    await parseGraphQLController.updateGraphQLConfig({ disabledForClasses: ['Note'] })
    expect((await count()).body).toHaveProperty('errors')
    find.mockRestore()
    await host.close()
  })
})
