/** What this package keeps beside the classes is no class, for nobody but the master key. */
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'
import type { Parse } from '../../support/sdk'

const names = ['accounts_ledger', 'accounts_outbox', 'accounts_webhooks']

describeWithDatabase('where clients make classes, of collections of ours', (database) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost({
      database: database(),
      parseServer: {
        allowClientClassCreation: true,
        cloud: ({ Cloud, Query, Object: Of }: typeof Parse) => {
          Cloud.define('read', ({ params }) => new Query(String(params.name)).find())
          Cloud.define('write', ({ params }) => new Of(String(params.name)).save())
        },
      },
    })
  })
  afterAll(() => host.close())

  const refusal = (name: string) => ({ code: 103, error: `Invalid class name: ${name}.` })

  test.each(names)('%s is neither read nor written', async (name) => {
    const path = `/classes/${name}`
    const requests: [method: string, path: string, body?: object][] = [
      ['GET', path],
      ['GET', `${path}?count=1&limit=0`],
      ['GET', `${path}/a`],
      ['POST', path, { points: 1 }],
      ['PUT', `${path}/a`, { points: 1 }],
      ['DELETE', `${path}/a`],
      ['POST', '/functions/read', { name }],
      ['POST', '/functions/write', { name }],
    ]
    for (const [method, asked, body] of requests)
      expect(await rest(host, method, asked, { body })).toMatchObject({ status: 400, body: refusal(name) })
    const batched = { requests: [{ method: 'POST', path: `/parse${path}`, body: {} }] }
    expect((await rest(host, 'POST', '/batch', { body: batched })).body).toEqual([{ error: refusal(name) }])
  })

  test.each(names)('%s is read by no query within another, nor included', async (className) => {
    const pointer = { __type: 'Pointer', className, objectId: 'a' }
    const related = `of_${className}`
    const relation = { __op: 'AddRelation', objects: [pointer] }
    const note = { [className]: pointer, [related]: relation }
    expect((await rest(host, 'POST', '/classes/Note', { body: note })).status).toBe(201)
    const within: Record<string, unknown>[] = [
      { where: { [className]: { $inQuery: { className, where: {} } } } },
      { where: { title: { $select: { query: { className, where: {} }, key: 'key' } } } },
      { include: className },
      { redirectClassNameForKey: related },
    ]
    for (const query of within)
      expect((await rest(host, 'GET', '/classes/Note', { query })).body).toEqual(refusal(className))
  })

  test.each(names)('%s is no node of GraphQL', async (name) => {
    const id = Buffer.from(`${name}:a`).toString('base64')
    const { body } = await graphql(host, `{ node(id: "${id}") { id } }`)
    expect(body.errors[0]).toMatchObject({ message: refusal(name).error, extensions: { code: 103 } })
  })

  test('none becomes a class, and others do, also with the key', async () => {
    expect((await rest(host, 'POST', '/classes/accounts_of_mine', { body: {} })).status).toBe(201)
    const { body } = await rest(host, 'GET', '/schemas', { master: true })
    const made = (body.results as { className: string }[]).map(({ className }) => className)
    expect(made).toContain('accounts_of_mine')
    expect(made.filter((name) => names.includes(name))).toEqual([])
    expect((await rest(host, 'GET', '/classes/accounts_webhooks', { master: true })).status).toBe(200)
  })
})
