/** Nodes of one app that start at the same time, and find no table yet. */
import { startChildHost } from '../support/child-host'
import { describeWithDatabase } from '../support/database'
import { rest } from '../support/rest'

describeWithDatabase('Three nodes on an empty database', (database) => {
  test('all start, and share what they have made', async () => {
    const nodes = await Promise.all(Array.from({ length: 3 }, () => startChildHost('plain.ts', database())))
    const [first, , last] = nodes as [(typeof nodes)[number], unknown, (typeof nodes)[number]]
    const body = { username: 'ann', password: 'ASuperStrongPassword' }
    expect((await rest(first, 'POST', '/users', { body })).status).toBe(201)
    expect((await rest(last, 'POST', '/login', { body })).status).toBe(200)
    await Promise.all(nodes.map((node) => node.stop()))
  })
})
