/** `preventLoginWithUnverifiedEmail`, for users with a password and for those of auth providers. */
import type { ParseServerSettings } from '../parse/options'
import type { RequestConfig, Row } from '../parse/internals'
import type { Part } from '../part/part'

/** What parse-server asks with. */
interface Question {
  createdWith?: { action: string; authProvider?: string }
}

type Answer = boolean | ((question: Question) => boolean | Promise<boolean>)

/** parse-server asks about sign-ups, and about log-ins with a password, whatever providers stand beside it. */
const isSignUpBy = (isProvider: (name: unknown) => boolean, { createdWith }: Question) =>
  createdWith?.action === 'signup' && isProvider(createdWith.authProvider)

const isOther = (name: unknown) => name !== 'password'

/**
 * The option as parse-server gets it. `true` would deny users of auth providers the session of their sign-up, and
 * nothing afterwards; those of providers of ours are asked about at every log-in, by `createUnverifiedRule`.
 * @param ours names of these providers
 */
function optionFor(given: unknown, ours: unknown[]): unknown {
  if (given === true) return (question: Question) => !isSignUpBy(isOther, question)
  if (typeof given !== 'function') return given
  const ask = given as Exclude<Answer, boolean>
  return (question: Question) => !isSignUpBy((name) => ours.includes(name), question) && ask(question)
}

/**
 * Whoever signs up with a provider has a session, as at each log-in afterwards.
 * @param ours names of the providers of ours
 */
export const unverifiedSignUps = (ours: string[]): Part => ({
  name: 'unverified sign-ups',
  parseOptions: (options) => {
    const preventLoginWithUnverifiedEmail = optionFor(options.preventLoginWithUnverifiedEmail, ours)
    return {
      ...options,
      ...(preventLoginWithUnverifiedEmail !== undefined && { preventLoginWithUnverifiedEmail }),
    }
  },
})

const holds = async (answer: unknown, question: Question) =>
  typeof answer === 'function' ? await (answer as Exclude<Answer, boolean>)(question) : answer === true

/**
 * Whether a user must not log in with a provider before the e-mail address is verified. Users without one can.
 * @param settings the host's own, of `parseServer`
 * @param authProvider its name
 */
export function createUnverifiedRule(
  { verifyUserEmails, preventLoginWithUnverifiedEmail }: ParseServerSettings,
  authProvider: string,
) {
  return async (user: Row, { ip }: RequestConfig): Promise<boolean> => {
    if (user.email === undefined || user.emailVerified === true) return false
    const question = {
      object: user,
      ip,
      master: false,
      createdWith: { action: 'login', authProvider },
    }
    return (await holds(verifyUserEmails, question)) && holds(preventLoginWithUnverifiedEmail, question)
  }
}
