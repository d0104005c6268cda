/** What forms are refused for, that a visitor can mend. */
import type { Page } from '../views/render'
import type { FieldProblem } from '../views/words/words'

type Problem = NonNullable<Page['problem']>

const addressForm = /^[^\s@]+@[^\s@]+$/
export const isAddress = (email: string) => email.length <= 254 && addressForm.test(email)

/** How the refusals of a password begin. */
const passwordProblems: [start: string, name: FieldProblem][] = [
  ['Password is too short', 'passwordShort'],
  ['Password is too long', 'passwordLong'],
  ['Password is one of the most common', 'passwordCommon'],
  ['Password is your', 'passwordPersonal'],
  ['Password is the name of the app', 'passwordPersonal'],
  ['Password has been in a data breach', 'passwordBreached'],
]

/** What the host's own rules say is shown as it is. */
export function passwordProblemOf(refusal: string): Problem {
  const [, name] = passwordProblems.find(([start]) => refusal.startsWith(start)) ?? []
  return name ? { name } : { name: 'passwordRefused', reason: refusal }
}
