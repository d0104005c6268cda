/** Fields that the option hides from all but who stands in another field: parse-server notes in them what a query asks for. */
import { signUp } from '../../support/auth0-log-in'
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'
import { configOf } from '../../support/rule-users'

const hidden = { '*': ['secret'], 'userField:owner': [] }

describeWithDatabase('fields that `parseServer.protectedFields` shows to an owner', (database) => {
  let host: Host
  let owner: { sessionToken: string; objectId: string }
  let other: { sessionToken: string }
  beforeAll(async () => {
    host = await startHost({
      database: database(),
      parseServer: { allowClientClassCreation: true, protectedFields: { Note: hidden } },
    })
    owner = await signUp(host, 'owner@example.com')
    other = await signUp(host, 'other@example.com')
    const pointer = { __type: 'Pointer', className: '_User', objectId: owner.objectId }
    const body = { title: 'one', secret: 'hush', owner: pointer }
    await rest(host, 'POST', '/classes/Note', { master: true, body })
  })
  afterAll(() => host.close())

  const read = async (sessionToken: string, query?: Record<string, string>) => {
    const { status, body } = await rest(host, 'GET', '/classes/Note', {
      sessionToken,
      ...(query && { query }),
    })
    return { status, note: (body as { results?: object[] }).results?.[0] }
  }

  test('are read with keys, again and again, by REST and GraphQL', async () => {
    const reads = '{ notes { edges { node { title } } } }'
    for (let time = 0; time < 3; time += 1) {
      expect(await read(other.sessionToken, { keys: 'title' })).toMatchObject({
        status: 200,
        note: { title: 'one' },
      })
      const { body } = await graphql(host, reads, { sessionToken: other.sessionToken })
      expect(body).toEqual({ data: { notes: { edges: [{ node: { title: 'one' } }] } } })
    }
  })

  test('are hidden from others only, whatever one query has asked for', async () => {
    await read(other.sessionToken, { keys: 'title' })
    expect((await read(owner.sessionToken)).note).toHaveProperty('secret', 'hush')
    expect((await read(other.sessionToken)).note).not.toHaveProperty('secret')
    expect((await read(other.sessionToken)).note).toHaveProperty('owner')
    const { schemaData } = await configOf(host).database.loadSchema()
    expect(schemaData.Note?.classLevelPermissions?.protectedFields).toEqual(hidden)
  })
})
