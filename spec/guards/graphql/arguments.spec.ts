/** What GraphQL hands on is looked at as REST's is: an ACL that is null, and the parameters of functions. */
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'
import type { Parse } from '../../support/sdk'

const password = 'correct-horse'

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- specs look into it, `expect` checks it
type Answer = Record<string, any>

describeWithDatabase('GraphQL', (database) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost({
      database: database(),
      parseServer: {
        cloud: ({ Cloud }: typeof Parse) => Cloud.define('echo', ({ params }) => params as unknown),
      },
    })
    const fields = {
      text: { type: 'String' },
      data: { type: 'Object' },
      next: { type: 'Pointer', targetClass: 'Note' },
      others: { type: 'Relation', targetClass: 'Note' },
    }
    await rest(host, 'POST', '/schemas/Note', { master: true, body: { fields } })
  })
  afterAll(() => host.close())

  const run = async (query: string, variables: object, sessionToken?: string) => {
    const { body } = await graphql(host, query, {
      variables: { ...variables },
      ...(sessionToken === undefined ? {} : { sessionToken }),
    })
    expect(body).not.toHaveProperty('errors')
    return body.data as Answer
  }
  const stored = async (path: string) =>
    (await rest(host, 'GET', path, { master: true })).body as Record<string, unknown>

  test('takes an ACL that is null for none, where somebody signs up or changes, as REST does', async () => {
    const signUp = `mutation ($acl: ACLInput) {
      signUp(input: { fields: { username: "ann", password: "${password}", ACL: $acl } }) { viewer { sessionToken user { objectId } } }
    }`
    const { viewer } = (await run(signUp, { acl: null })).signUp
    const { objectId } = viewer.user as { objectId: string }
    const byRest = await rest(host, 'POST', '/users', { body: { username: 'bob', password, ACL: null } })
    const bob = String(byRest.body.objectId)
    const { ACL } = await stored(`/users/${objectId}`)
    expect(JSON.stringify(ACL)).toBe(
      JSON.stringify((await stored(`/users/${bob}`)).ACL).replace(bob, objectId),
    )
    const update = `mutation ($id: ID!, $acl: ACLInput) {
      updateUser(input: { id: $id, fields: { email: "ann@example.com", ACL: $acl } }) { user { objectId } }
    }`
    await run(update, { id: objectId, acl: null }, String(viewer.sessionToken))
    const { body } = await graphql(host, update, { variables: { id: objectId, acl: null }, master: true })
    expect(body).not.toHaveProperty('errors')
    expect((await stored(`/users/${objectId}`)).ACL).toEqual(ACL)
    expect((await rest(host, 'POST', '/login', { body: { username: 'ann', password } })).status).toBe(200)
  })

  test('takes it for none in other classes, and in what is created with an object', async () => {
    const create = `mutation ($fields: CreateNoteFieldsInput) { createNote(input: { fields: $fields }) { note { objectId } } }`
    const created = { text: 'nested', ACL: null }
    const fields = {
      ...{ text: 'outer', ACL: null, data: { createAndLink: { ACL: null } } },
      ...{ next: { createAndLink: created }, others: { createAndAdd: [created] } },
    }
    const { objectId } = (await run(create, { fields })).createNote.note as { objectId: string }
    const { results } = (await rest(host, 'GET', '/classes/Note')).body
    expect(results).toHaveLength(3)
    for (const each of results) expect(each).not.toHaveProperty('ACL')
    const { data } = await stored(`/classes/Note/${objectId}`)
    expect(data).toEqual({ createAndLink: { ACL: null } })
  })

  test('leaves an ACL that is given as it is', async () => {
    const create = `mutation ($acl: ACLInput) { createNote(input: { fields: { ACL: $acl } }) { note { objectId } } }`
    const { objectId } = (await run(create, { acl: { public: { read: true, write: false } } })).createNote
      .note
    expect((await stored(`/classes/Note/${objectId}`)).ACL).toEqual({ '*': { read: true } })
  })

  const call =
    'mutation ($params: Object) { callCloudCode(input: { functionName: echo, params: $params }) { result } }'

  test.each([
    ['a NUL character', { a: ['b\0'] }, 107],
    ['half a surrogate pair', { a: '\ud800' }, 107],
    ['a date that is none', { a: { __type: 'Date', iso: 'never' } }, 111],
  ])('refuses %s in the parameters of a function, as REST does', async (_what, params, code) => {
    const byRest = await rest(host, 'POST', '/functions/echo', { body: params })
    const { body } = await graphql(host, call, { variables: { params } })
    expect([byRest.body.code, body.errors?.[0].extensions.code]).toEqual([code, code])
    expect(body.errors[0].message).toBe(byRest.body.error)
  })

  test('hands other parameters on', async () => {
    const params = { a: [1, { b: 'ü' }], at: { __type: 'Date', iso: '2024-02-29T12:00:00.000Z' } }
    expect((await run(call, { params })).callCloudCode.result).toMatchObject({ a: params.a })
    expect((await run(call, {})).callCloudCode.result).toEqual({})
  })
})
