/** The Parse JS SDK gets what Parse Server alone gives it. */
import { isDeepStrictEqual } from 'node:util'
import type { Flow } from '../support/beside-stock/flows/flow'
import { flows } from '../support/beside-stock/flows/flows'
import { createNeutral } from '../support/beside-stock/neutral'
import { openRoles, type Pair, type Side, startBesideStock } from '../support/beside-stock/pair'
import { describeWithDatabase } from '../support/database'
import { connectSdk, Parse } from '../support/sdk'

interface Outcome {
  step: string
  value?: unknown
  error?: { code: number; message: string }
}

/** What is meant to be otherwise. */
const differences: { reason: string; is: (ours: Outcome, stock: Outcome) => boolean }[] = [
  {
    reason: 'the REST guide says "invalid session token"',
    is: ({ error }, stock) =>
      error?.message === 'invalid session token' && stock.error?.message === 'Invalid session token',
  },
  {
    reason:
      'a bad value is answered by a Parse error; stock answers that it failed, or with what the database said',
    is: ({ error }, stock) =>
      error?.message === 'A value is not valid for its field.' && [1, 102].includes(stock.error?.code ?? 0),
  },
]

const errorOf = (thrown: unknown) =>
  thrown instanceof Parse.Error
    ? { code: thrown.code, message: thrown.message }
    : { code: 0, message: String(thrown) }

/** Runs a flow as an app of that server. */
async function play(side: Side, flow: Flow): Promise<Outcome[]> {
  connectSdk(side)
  const neutral = createNeutral(side)
  const outcomes: Outcome[] = []
  await flow(
    async (step, work) => {
      const outcome = await Promise.resolve()
        .then(work)
        .then((value) => ({ value: JSON.parse(JSON.stringify(value ?? null)) as unknown }))
        .catch((thrown: unknown) => ({ error: errorOf(thrown) }))
      outcomes.push({ step, ...(neutral(outcome) as object) })
    },
    (work) => {
      Parse.masterKey = side.masterKey
      return work().finally(() => (Parse.masterKey = undefined))
    },
  )
  return outcomes
}

describeWithDatabase('Parse JS SDK beside Parse Server alone', (database) => {
  let pair: Pair
  beforeAll(async () => {
    pair = await startBesideStock(database())
    for (const side of [pair.ours, pair.stock]) await openRoles(side)
    Parse.User._registerAuthenticationProvider({
      getAuthType: () => 'acme',
      restoreAuthentication: () => true,
    })
  })
  afterAll(() => pair.close())

  test.each(Object.entries(flows))('%s', async (_, flow) => {
    const ours = await play(pair.ours, flow)
    const stock = await play(pair.stock, flow)
    expect(ours.map(({ step }) => step)).toEqual(stock.map(({ step }) => step))
    // What is listed counts as equal; all else has to be.
    const isListed = (outcome: Outcome, index: number) =>
      differences.some(({ is }) => !isDeepStrictEqual(outcome, stock[index]) && is(outcome, stock[index]!))
    expect(ours.map((outcome, index) => (isListed(outcome, index) ? stock[index] : outcome))).toEqual(stock)
  })
})
