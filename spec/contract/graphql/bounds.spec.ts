/** GraphQL operations have bounds, which a host may move: depth, fields, and the requests of a batch. */
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'

const nested = (depth: number): string => (depth === 0 ? 'id' : `parent { ${nested(depth - 1)} }`)
const wide = (fields: number) => `{ ${Array.from({ length: fields }, (_, n) => `a${n}: health`).join(' ')} }`
const batchOf = (count: number) => ({
  requests: Array.from({ length: count }, () => ({ method: 'GET', path: '/parse/users/me' })),
})

describeWithDatabase('bounds of an operation', (database) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost({ database: database() })
    const fields = { parent: { type: 'Pointer', targetClass: 'Branch' } }
    await rest(host, 'POST', '/schemas/Branch', { body: { className: 'Branch', fields }, master: true })
  })
  afterAll(() => host.close())

  const refusal = async (query: string) =>
    ((await graphql(host, query)).body as { errors?: { message: string }[] }).errors?.[0]?.message

  test('fields: 200 pass, 201 do not', async () => {
    expect(await refusal(wide(200))).toBeUndefined()
    expect(await refusal(wide(201))).toMatch(/fields.*200/)
  })

  test('depth: pointers in each other to ten, and 20 levels of whatever kind', async () => {
    const branches = (depth: number) => `{ branches { edges { node { ${nested(depth - 4)} } } } }`
    expect(await refusal(branches(13))).toBeUndefined()
    expect(await refusal(branches(14))).toMatch(/depth.*10/)
    expect(await refusal(branches(21))).toMatch(/depth.*20/)
  })

  test('fragments that repeat each other do not get past', async () => {
    const spread = Array.from(
      { length: 30 },
      (_, n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`,
    )
    const query = `{ ...F0 } ${spread.join(' ')} fragment F30 on Query { health }`
    expect(await refusal(query)).toBeDefined()
  })

  test('requests of a batch: 100 pass, 101 do not', async () => {
    expect((await rest(host, 'POST', '/batch', { body: batchOf(100) })).status).toBe(200)
    const { status, body } = await rest(host, 'POST', '/batch', { body: batchOf(101) })
    expect(status).toBe(400)
    expect(body).toMatchObject({ error: expect.stringMatching(/100/) as string })
  })
})
