/** What every check of `doctor` gives, and how long one may take. */
import { reasonOf } from '../../errors'
import type { Diagnose, Diagnosis } from '../../part/part'
import { timedOut, within } from '../../part/within'

export const ok = (name: string, message: string): Diagnosis => ({ name, state: 'ok', message })
export const warning = (name: string, message: string): Diagnosis => ({ name, state: 'warning', message })
export const wrong = (name: string, message: string): Diagnosis => ({ name, state: 'wrong', message })

/** As long as a mail server or a database is waited for at a start. */
const mostSeconds = 20

/** One that fails, or hangs, says so, and keeps the others from nothing. */
export async function runDiagnose(name: string, diagnose: Diagnose): Promise<Diagnosis[]> {
  try {
    const found = await within(diagnose(), mostSeconds)
    return found === timedOut ? [wrong(name, `gave no answer in ${mostSeconds} seconds.`)] : found
  } catch (thrown) {
    return [wrong(name, `could not be looked at: ${reasonOf(thrown)}`)]
  }
}
