/** What every check of `doctor` gives, and how long one may take. */
import { setTimeout as delay } from 'node:timers/promises'
import { reasonOf } from '../../errors'
import type { Diagnose, Diagnosis } from '../../part/part'

export const ok = (name: string, message: string): Diagnosis => ({ name, state: 'ok', message })
export const warning = (name: string, message: string): Diagnosis => ({ name, state: 'warning', message })
export const wrong = (name: string, message: string): Diagnosis => ({ name, state: 'wrong', message })

/** As long as a mail server or a database is waited for at a start. */
const mostMs = 20_000

/** One that fails, or hangs, says so, and keeps the others from nothing. */
export async function runDiagnose(name: string, diagnose: Diagnose): Promise<Diagnosis[]> {
  const over = new AbortController()
  const hanging = delay(mostMs, [wrong(name, `gave no answer in ${mostMs / 1000} seconds.`)], {
    signal: over.signal,
  }).catch((): Diagnosis[] => [])
  try {
    return await Promise.race([diagnose(), hanging])
  } catch (thrown) {
    return [wrong(name, `could not be looked at: ${reasonOf(thrown)}`)]
  } finally {
    over.abort()
  }
}
