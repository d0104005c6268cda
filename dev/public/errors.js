// @ts-check
/* Says in words for people what a Parse error means. */

/** @type {Record<number, string>} */
const words = {
  100: 'The server can’t be reached. Is it still running?',
  119: 'You are not allowed to do this.',
  155: 'That was a bit fast. Please wait a moment and try again.',
  209: 'Your session has ended. Please sign in again.',
}

/** What Auth0's SDK throws is named by the protocol; the words in the address could be anybody's. */
const signInWords = {
  access_denied: 'The sign-in was cancelled or refused. You can try again.',
  missing_transaction: 'This sign-in was begun in another tab, or is over. Please start again.',
  state_mismatch: 'This sign-in was begun in another tab, or is over. Please start again.',
  timeout: 'Auth0 does not answer. Please try again soon.',
  unreachable: 'Auth0 can’t be reached. Please try again soon.',
}

/** What browsers say of a request that got no answer. Parse's SDK passes it on without a code. */
const noAnswer = /failed to fetch|networkerror|load failed/i

/** @param {unknown} thrown */
export const isUnreachable = (thrown) =>
  noAnswer.test(/** @type {{ message?: string }} */ (thrown).message ?? '')

/** @param {{ error?: unknown, message?: string }} thrown */
function signInProblem({ error, message = '' }) {
  if (message.includes('secure origin')) return 'Auth0 needs a secure address: open the demo by localhost.'
  if (typeof error !== 'string') return undefined
  return new Map(Object.entries(signInWords)).get(error) ?? 'Auth0 did not sign you in. Please start again.'
}

/** @param {unknown} error */
export function explain(error) {
  const { code = 0, message = '' } = /** @type {{ code?: number, message?: string }} */ (error)
  if (isUnreachable(error)) return words[100]
  const problem = signInProblem(/** @type {object} */ (error))
  if (problem !== undefined) return problem
  // The server says which account it is, or that Auth0 does not answer it.
  if (message.includes('Auth0')) return message
  return words[code] ?? (message || 'Something went wrong. Please try again.')
}

/** @param {unknown} error */
export function isSessionGone(error) {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 209
}
