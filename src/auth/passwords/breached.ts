/** Whether a password was in a data breach, by a service that does not learn it. */
import { hash } from 'node:crypto'
import { reasonOf } from '../../errors'
import type { Logger } from '../../parse/internals'
import { timedOut, within } from '../../part/within'
import { boundedFetch } from '../oidc/token/requests/fetch'
import type { AskForBreach } from './options'

const range = 'https://api.pwnedpasswords.com/range/'
const patienceSeconds = 5

/**
 * Asks by k-anonymity: the service gets 5 digits of the digest, and answers with all that begin so. Lines that pad the
 * answer have the count 0.
 * @see https://haveibeenpwned.com/API/v3#SearchingPwnedPasswordsByRange
 */
async function askRange(password: string): Promise<boolean> {
  const digest = hash('sha1', password, 'hex').toUpperCase()
  const response = await boundedFetch(range + digest.slice(0, 5), { headers: { 'Add-Padding': 'true' } })
  if (!response.ok) throw new Error(`it answered ${response.status}`)
  const lines = (await response.text()).split(/\r?\n/)
  const line = lines.find((each) => each.startsWith(`${digest.slice(5)}:`))
  return line !== undefined && Number(line.split(':')[1]) > 0
}

/** A function of the host may never answer. */
async function askHost(breached: AskForBreach, password: string): Promise<boolean> {
  const answer = await within(Promise.resolve(breached(password)), patienceSeconds)
  if (answer === timedOut) throw new Error(`no answer within ${patienceSeconds} seconds`)
  return answer
}

/**
 * Who can't be asked refuses nobody. That is logged when it begins, without what a function of the host has thrown: it
 * may quote the password.
 * @param breached `true` for Have I Been Pwned, or a function of the host
 */
export function createBreachCheck(breached: true | AskForBreach, logger: Pick<Logger, 'warn'>): AskForBreach {
  const ask: AskForBreach = breached === true ? askRange : (password) => askHost(breached, password)
  let isFailing = false

  return async (password) => {
    try {
      const isBreached = await ask(password)
      isFailing = false
      return isBreached
    } catch (thrown) {
      const reason = breached === true ? reasonOf(thrown) : 'the function passwords.breached failed'
      if (!isFailing) logger.warn(`Passwords are not looked for in breaches at the moment: ${reason}.`)
      isFailing = true
      return false
    }
  }
}
