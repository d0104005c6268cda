/**
 * Guard: of whatever a new password by a link fails at, parse-server keeps the words alone. Its pages, its answers and ours
 * told visitors what a database that is full has to say, as if their password were wrong.
 */
import { reasonOf } from '../../errors'
import { isFault } from '../../parse/errors'
import type { Hooks } from '../../parse/hooks'
import type { ParseConfig } from '../../parse/internals'
import { createScope } from '../../parse/request/scope'

/** What is thrown in place of a fault: parse-server's page puts what it gets into an address. */
export const resetFault = 'Internal server error.'

/** @returns what notes the faults of the steps of a reset, which throw them on; other work is left alone */
function createNotes() {
  const faults = createScope<unknown[]>('faults of a reset')
  async function note<Result>(step: Promise<Result>, met: unknown[]): Promise<Result> {
    try {
      return await step
    } catch (thrown) {
      if (isFault(thrown)) met.push(thrown)
      throw thrown
    }
  }
  const noted = <Result>(step: Promise<Result>): Promise<Result> => {
    const met = faults.get()
    return met ? note(step, met) : step
  }
  return { faults, noted }
}

export function resetGuard({ loggerController }: Pick<ParseConfig, 'loggerController'>): Hooks {
  const { faults, noted } = createNotes()
  return {
    'UserController.updatePassword': async (next, token, password) => {
      const met: unknown[] = []
      try {
        return await faults.run(met, async () => next(token, password))
      } catch (thrown) {
        // Others may have been caught on the way.
        if (!met.some((fault) => reasonOf(fault) === thrown)) throw thrown
        loggerController.error(`A new password could not be saved: ${reasonOf(thrown)}`)
        // eslint-disable-next-line @typescript-eslint/only-throw-error -- as parse-server does it
        throw resetFault
      }
    },
    'rest.update': (next, ...parameters) => noted(next(...parameters)),
    'DatabaseController.find': (next, ...parameters) => noted(next(...parameters)),
    'DatabaseController.update': (next, ...parameters) => noted(next(...parameters)),
  }
}
