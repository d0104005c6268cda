/** GraphQL answers as Parse Server alone does: every operation of the schema, with each kind of input. */
import { isDeepStrictEqual } from 'node:util'
import {
  buildClientSchema,
  getIntrospectionQuery,
  type GraphQLSchema,
  type IntrospectionQuery,
  lexicographicSortSchema,
  printSchema,
} from 'graphql'
import { type Compared, listed } from '../support/beside-stock/listed'
import { allOperations, type Operation } from '../support/beside-stock/operations'
import { type Pair, type Side, startBesideStock } from '../support/beside-stock/pair'
import { createPlayer, type Turn } from '../support/beside-stock/player'
import { createThings, type Ids } from '../support/beside-stock/things'
import { describeWithDatabase } from '../support/database'
import { graphql } from '../support/graphql'

async function schemaOf(side: Side): Promise<GraphQLSchema> {
  const { body } = await graphql(side, getIntrospectionQuery(), { master: true })
  return lexicographicSortSchema(buildClientSchema(body.data as IntrospectionQuery))
}

/** Values take other ways in variables and in the text of an operation. */
const turnsOf = (operation: Operation, index: number): Omit<Turn, 'n'>[] => [
  { operation, actor: index % 2 ? 'nobody' : 'user', form: 'inline' },
  { operation, actor: 'master', form: 'withVariables' },
]

/** The order of random ids. */
const isByChance = ({ args }: Operation) =>
  /"(?:id|objectId|sessionToken|user|pointer)_/.test(JSON.stringify(args.order ?? ''))

describeWithDatabase('GraphQL beside Parse Server alone', (database) => {
  let pair: Pair
  let sides: [Side, Side]
  let ids: [Ids, Ids]
  beforeAll(async () => {
    pair = await startBesideStock(database())
    sides = [pair.ours, pair.stock]
    ids = [await createThings(pair.ours), await createThings(pair.stock)]
  })
  afterAll(() => pair.close())

  test('has the same schema, with logOut { viewer } as the guide has it and what this package adds', async () => {
    const [ours, stock] = await Promise.all(sides.map(async (side) => printSchema(await schemaOf(side))))
    const added = [
      /\n\n {2}"""The user who has been logged out[^"]*"""\n {2}viewer: Viewer/,
      /\n\n {2}"""\n {2}Who asks; after a new password[^"]*"""\n {2}viewer: Viewer/,
      /\n\n {2}"""The password that the user has[^"]*"""\n {2}currentPassword: String/,
      // To sign up with, by signUp and by createUser.
      /\n\n {2}"""The token of an invitation[^"]*"""\n {2}invitation: String/g,
      // Cloud functions, for operators.
      /\n {2}accounts[A-Z]\w+(?=\n)/g,
    ]
    for (const each of added) expect(ours).toMatch(each)
    expect(added.reduce((schema, each) => schema.replace(each, ''), ours!)).toBe(stock)
  })

  test('gives the same answers, but for what is listed', async () => {
    const players = sides.map((side, index) => createPlayer(side, ids[index]!))
    const operations = allOperations(await schemaOf(pair.stock)).filter((each) => !isByChance(each))
    const turns = operations.flatMap(turnsOf)
    const others: Compared[] = []
    for (const [n, turn] of turns.entries()) {
      const [ours, stock] = await Promise.all(players.map((play) => play({ ...turn, n })))
      if (!isDeepStrictEqual(ours, stock)) others.push({ ...turn, n, ours: ours!, stock: stock! })
    }
    expect(others.filter((each) => !listed.some(({ is }) => is(each)))).toEqual([])
    expect(turns.length).toBeGreaterThan(1500)
  }, 600_000)
})
