/** The form for a new password, behind the link in a mail. */
import { resetFault } from '../../guards/faults/resets'
import { isFault } from '../../parse/errors'
import type { RequestConfig } from '../../parse/internals'
import { type Answer, later, type PageRoutes, type Sent } from '../forms/answers'
import { passwordProblemOf } from '../forms/refusals'
import type { Page } from '../views/render'

type Problem = NonNullable<Page['problem']>

/** How parse-server begins to say that a link is no good. */
const badLinks = ['Failed to reset password', 'The password reset link has expired']

const startsWith = (text: string) => (start: string) => text.startsWith(start)

/** Anybody can write a link whose `error` says anything: it is told in our words, or not at all. */
function problemInAddress(error: string): Problem | undefined {
  const { name } = passwordProblemOf(error)
  return error === '' || badLinks.some(startsWith(error)) ? undefined : { name }
}

const tryLater = later(60)

/** Its page asks for another one in place. */
const badLink: Answer = { step: 'passwordResetLinkInvalid' }

const textOf = (thrown: unknown) => (typeof thrown === 'string' ? thrown : '')

async function nameFor(token: string, { userController }: RequestConfig): Promise<string | undefined> {
  try {
    const { email, username } = await userController.checkResetTokenValidity(token)
    return String(email ?? username)
  } catch (thrown) {
    if (isFault(thrown)) throw thrown
    return undefined
  }
}

async function form(token: string, config: RequestConfig, problem?: Problem): Promise<Answer> {
  const username = await nameFor(token, config)
  if (username === undefined) return badLink
  const page: Page = { name: 'resetPassword', values: { token, username }, ...(problem && { problem }) }
  return { page, status: problem ? 400 : 200 }
}

async function save(token: string, password: string, config: RequestConfig): Promise<Answer> {
  if (password === '') return form(token, config, { name: 'passwordMissing' })
  try {
    await config.userController.updatePassword(token, password)
    return { step: 'passwordResetSuccess' }
  } catch (thrown) {
    const refusal = textOf(thrown)
    if (refusal === '') throw thrown
    if (refusal === resetFault) return tryLater
    return badLinks.some(startsWith(refusal)) ? badLink : form(token, config, passwordProblemOf(refusal))
  }
}

const aboutSaved = ({ revokeSessionOnPasswordReset, accountLockout }: RequestConfig) => ({
  signedOut: revokeSessionOnPasswordReset !== false,
  unlocked: Boolean(accountLockout && accountLockout.unlockOnPasswordReset),
})

async function open({ token, error }: Sent, config: RequestConfig): Promise<Answer> {
  if (token === '') return { page: { name: 'forgotPassword' } }
  return error === resetFault ? tryLater : form(token, config, problemInAddress(error))
}

export const resetRoutes: PageRoutes = {
  'reset-password': {
    get: open,
    post: async ({ token, password }, config) => (token === '' ? badLink : save(token, password, config)),
    hasLink: true,
  },
  'password-saved': {
    get: async (_sent, config) => ({ page: { name: 'passwordSaved', about: aboutSaved(config) } }),
  },
}
