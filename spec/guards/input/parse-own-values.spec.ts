/** Parse Server makes values of its own out of what clients send; the guards of the input let them through. */
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'

const day = '2024-02-29T12:00:00.000Z'
const nextDay = '2024-03-01T12:00:00.000Z'
const asObject = (iso: string) => ({ __type: 'Date', iso })

const create = `mutation ($fields: CreateThingFieldsInput) {
  createThing(input: { fields: $fields }) { thing { objectId day days { ... on Element { value } } within } } }`
const update = `mutation ($id: ID!, $fields: UpdateThingFieldsInput) {
  updateThing(input: { id: $id, fields: $fields }) { thing { day } } }`
const find = 'query ($where: ThingWhereInput) { things(where: $where) { count edges { node { day } } } }'

describeWithDatabase('dates of GraphQL', (database) => {
  let host: Host
  let id: string
  beforeAll(async () => {
    host = await startHost({ database: database() })
    const fields = { day: { type: 'Date' }, days: { type: 'Array' }, within: { type: 'Object' } }
    await rest(host, 'POST', '/schemas/Thing', { master: true, body: { fields } })
    const { body } = await rest(host, 'POST', '/classes/Thing', { body: { day: asObject(day) } })
    id = String(body.objectId)
  })
  afterAll(() => host.close())

  const dataOf = async (query: string, variables: Record<string, unknown>): Promise<unknown> => {
    const { body } = await graphql(host, query, { variables })
    expect(body.errors).toBeUndefined()
    return body.data
  }

  test.each([
    ['text', day],
    ['an object', asObject(day)],
  ])('createThing takes a date as %s', async (_, value) => {
    const fields = { day: value, days: [asObject(day)], within: { day: asObject(day) } }
    expect(await dataOf(create, { fields })).toMatchObject({
      createThing: {
        thing: { day, days: [{ value: asObject(day) }], within: { day: asObject(day) } },
      },
    })
  })

  test('createThing takes a date in the text of the operation', async () => {
    const inline = (value: string) =>
      `mutation { createThing(input: { fields: { day: ${value} } }) { thing { day } } }`
    const answer = { createThing: { thing: { day } } }
    expect(await dataOf(inline(`"${day}"`), {})).toEqual(answer)
    expect(await dataOf(inline(`{ __type: "Date", iso: "${day}" }`), {})).toEqual(answer)
  })

  test('updateThing takes a date, and null to delete it', async () => {
    const changed = async (value: unknown) => dataOf(update, { id, fields: { day: value } })
    expect(await changed(null)).toEqual({ updateThing: { thing: { day: null } } })
    expect(await changed(nextDay)).toEqual({ updateThing: { thing: { day: nextDay } } })
  })

  const found = async (constraint: string, value: unknown) => {
    await dataOf(update, { id, fields: { day: nextDay } })
    const where = { id: { equalTo: id }, AND: [{ day: { [constraint]: value } }] }
    return graphql(host, find, { variables: { where } })
  }
  const answer = { data: { things: { count: 1, edges: [{ node: { day: nextDay } }] } } }

  test.each([
    ['greaterThan', day],
    ['greaterThanOrEqualTo', nextDay],
    ['lessThan', '2024-03-02T00:00:00.000Z'],
    ['lessThanOrEqualTo', nextDay],
  ])('where takes dates, as %s', async (constraint, value) => {
    expect((await found(constraint, value)).body).toEqual(answer)
  })

  test.each([
    ['equalTo', nextDay],
    ['notEqualTo', day],
    ['in', [day, nextDay]],
    ['notIn', [day]],
  ])(
    'where takes dates, as %s, which Parse Server itself cannot do on PostgreSQL',
    async (constraint, value) => {
      const { body } = await found(constraint, value)
      if (database().engine === 'mongodb') expect(body).toEqual(answer)
      else expect(body.errors).toMatchObject([{ extensions: { code: 102 } }])
    },
  )

  test('a date that is none is refused', async () => {
    const { body } = await graphql(host, create, { variables: { fields: { day: 'nonsense' } } })
    expect(body.errors).toEqual([expect.objectContaining({ message: expect.stringContaining('Date') })])
  })
})
