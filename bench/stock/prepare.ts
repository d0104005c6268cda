/** What comes before the rounds: databases with their schema, a user, and how many requests make a load. */
import type { Engine } from '../../src/testing/postgres/engine'
import type { Shutdown } from '../../dev/shutdown'
import { type Contender, startContender } from '../contender'
import { amountFor, load } from '../load'
import { type ContenderName, CONTENDERS, givenTo } from '../options'
import { LOAD_NAMES, type LoadName, LOADS, signUpKnownUsers } from '../requests'
import type { Home } from './started'
import { inTurn } from '../turns'

export interface Prepared {
  homes: Record<ContenderName, Home>
  amounts: Record<LoadName, number>
}

/** Hashing a password takes so long that a load needs more time to count enough requests. */
const LONGER: Record<LoadName, number> = { usersMe: 1, viewer: 1, logIn: 1.5, signUp: 1.5 }

/** The first start on a database creates the schema, so it is not one that counts. */
export async function prepare(engine: Engine, seconds: number, shutdown: Shutdown): Promise<Prepared> {
  const amounts: Partial<Record<LoadName, number>> = {}
  const homes = await inTurn(CONTENDERS, async (name) => {
    const database = `bench_${name}`
    await engine.createDatabase(database)
    const databaseURI = engine.uri(database)
    const contender = await startContender(name, givenTo(name, databaseURI), shutdown)
    const token = await signUpKnownUsers(contender.url)
    // Both then get the same loads.
    if (name === 'stock') Object.assign(amounts, await amountsFor(contender, token, seconds))
    await contender.stop()
    return { databaseURI, token }
  })
  return { homes, amounts: amounts as Record<LoadName, number> }
}

async function amountsFor(contender: Contender, token: string, seconds: number) {
  const amounts: Partial<Record<LoadName, number>> = {}
  for (const name of LOAD_NAMES)
    amounts[name] = await amountFor(
      (amount) => load(contender, LOADS[name](token), amount),
      seconds * LONGER[name],
    )
  return amounts
}
