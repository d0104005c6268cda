/** What log-ins and sign-ups are refused for, in the words of the pages. */
import { hasCode, isFault } from '../../parse/errors'
import { internals } from '../../parse/internals'
import { currentRequest } from '../../parse/request/request'
import { wordsAtWork } from '../../part/at-work'
import type { Page } from '../views/render'
import type { Answer, Sent } from './answers'
import { ownProblemOf } from './own-refusals'
import { passwordProblemOf } from './refusals'

type Problem = NonNullable<Page['problem']>

export interface Refusal {
  code?: number
  message?: string
}

const atWork = (notice: string): Answer => ({
  page: { name: 'atWork', about: { notice } },
  status: 503,
  retryAfter: 60,
})

/** What refusals of all forms have in common. @throws what no visitor can help */
export function limited(thrown: unknown): Answer | undefined {
  const words = wordsAtWork(thrown)
  if (words !== undefined) return atWork(words)
  if (isFault(thrown)) throw thrown
  if (!hasCode(thrown, 'REQUEST_LIMIT_EXCEEDED')) return undefined
  const waitSeconds = currentRequest()?.answer.retryAfter ?? 60
  return { page: { name: 'tooMany', about: { waitSeconds } }, status: 429, retryAfter: waitSeconds }
}

/** As parse-server says it. */
const codeIsMissing = /^(Missing additional authData mfa|Invalid MFA token)/

const isLocked = (message: string) => message.startsWith('Your account is locked')

/** Whether all is right but the code of a second factor. */
export const needsCode = ({ message = '' }: Refusal): boolean => codeIsMissing.test(message)

export function signInProblemOf(
  { code, message = '' }: Refusal,
  { oneTimeCode }: Pick<Sent, 'oneTimeCode'>,
): Problem {
  const { EMAIL_NOT_FOUND, OBJECT_NOT_FOUND } = internals.Parse().Error
  if (needsCode({ message })) return { name: oneTimeCode === '' ? 'signInCode' : 'codeWrong' }
  if (code === EMAIL_NOT_FOUND) return { name: 'signInUnverified' }
  if (isLocked(message)) return { name: 'signInLocked' }
  if (code === OBJECT_NOT_FOUND && message.startsWith('Invalid username')) return { name: 'signInWrong' }
  return ownProblemOf(message) ?? { name: 'signInRefused', reason: message }
}

/** Of a sign-up with an invitation. */
const isNotInvited = (message: string) =>
  message.startsWith('Sign up with the e-mail address that was invited')

/** @param provider what people call it */
export function providerProblemOf({ code, message = '' }: Refusal, provider: string): Problem {
  const { EMAIL_NOT_FOUND, EMAIL_TAKEN, OBJECT_NOT_FOUND } = internals.Parse().Error
  if (isNotInvited(message)) return { name: 'emailInvited', provider }
  if (code === EMAIL_TAKEN) return { name: 'providerTaken', provider }
  if (code === EMAIL_NOT_FOUND) return { name: 'providerUnverified', provider }
  if (isLocked(message)) return { name: 'signInLocked', provider }
  if (code === OBJECT_NOT_FOUND) return { name: 'providerFailed', provider }
  return { ...(ownProblemOf(message) ?? { name: 'signInRefused', reason: message }), provider }
}

export function signUpProblemOf({ code, message = '' }: Refusal): Problem {
  const { EMAIL_TAKEN, USERNAME_TAKEN, INVALID_EMAIL_ADDRESS, VALIDATION_ERROR } = internals.Parse().Error
  if ([EMAIL_TAKEN, USERNAME_TAKEN].includes(code)) return { name: 'emailTaken' }
  if (isNotInvited(message)) return { name: 'emailInvited' }
  const own = ownProblemOf(message)
  if (own) return own
  if (code === INVALID_EMAIL_ADDRESS) return { name: 'emailInvalid' }
  return code === VALIDATION_ERROR && message.startsWith('Password')
    ? passwordProblemOf(message)
    : { name: 'signUpRefused', reason: message }
}
