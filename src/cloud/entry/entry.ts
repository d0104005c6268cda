/** The ready-made guards of `guards`: at each log-in, each sign-up, and each new address. Operators pass. */
import { reasonOf } from '../../errors'
import { hasKey } from '../../parse/auth-of'
import { refuse } from '../../parse/errors'
import type { Hooks } from '../../parse/hooks'
import type { ParseConfig, RestWrite, Row } from '../../parse/internals'
import { verifiedPasswordHooks } from '../../parse/request/verified-password'
import { atWorkError } from '../../part/at-work'
import type { ParseOptions, Part } from '../../part/part'
import { isInvited } from '../invitations/invited'
import { faultOfDomain } from './email-domains'
import type { GuardsOptions } from './options'

type Maintenance = () => Promise<string | undefined>

/**
 * @returns the words of the host while it is at work, empty where it has none; a function that fails leaves the door
 * shut
 */
const maintenanceOf =
  ({ maintenance }: GuardsOptions, { loggerController }: ParseConfig): Maintenance =>
  async () => {
    try {
      const now: unknown = typeof maintenance === 'function' ? await maintenance() : maintenance
      return typeof now === 'string' && now !== '' ? now : now === true ? '' : undefined
    } catch (thrown) {
      loggerController.error(`guards.maintenance failed, and keeps users out: ${reasonOf(thrown)}`)
      return ''
    }
  }

async function refuseAtWork(atWork: Maintenance): Promise<void> {
  const words = await atWork()
  if (words !== undefined) throw atWorkError(words)
}

/** Somebody new, by whatever way: who logs in with a provider was found by now. */
const isSignUp = (write: RestWrite) =>
  write.className === '_User' && !write.query && !write.response && !hasKey(write.auth)

const isNewAddress = (write: RestWrite) =>
  write.className === '_User' && 'email' in write.data && !hasKey(write.auth)

type LogInGuard = (user: Row, provider: string | undefined) => Promise<undefined>

function logInGuard({ emailDomains, verifiedEmail = [] }: GuardsOptions, atWork: Maintenance): LogInGuard {
  const needsVerified = (provider = '') => provider.split(',').some((name) => verifiedEmail.includes(name))
  return async ({ email, emailVerified }, provider) => {
    await refuseAtWork(atWork)
    const fault = emailDomains && faultOfDomain(email, emailDomains)
    if (fault) refuse('OPERATION_FORBIDDEN', fault)
    if (needsVerified(provider) && emailVerified !== true)
      refuse('EMAIL_NOT_FOUND', 'User email is not verified.')
    return undefined
  }
}

function writeGuards({ emailDomains, closedSignUp }: GuardsOptions, atWork: Maintenance): Hooks {
  function checkAddress(write: RestWrite): void {
    const fault = emailDomains && faultOfDomain(write.data.email, emailDomains)
    if (fault) refuse('INVALID_EMAIL_ADDRESS', fault)
  }
  return {
    'RestWrite.checkRestrictedFields': async function (next) {
      if (isSignUp(this) && closedSignUp && !isInvited(this))
        refuse('OPERATION_FORBIDDEN', 'Sign-up is closed.')
      if (isSignUp(this)) await refuseAtWork(atWork)
      await next()
      // With what a provider says of the user; before a new address is put aside until it is verified.
      if (isSignUp(this) || isNewAddress(this)) checkAddress(this)
    },
    'RestWrite._validateEmail': async function (next) {
      // The host's `beforeSave` may have set another one.
      if (isNewAddress(this)) checkAddress(this)
      await next()
    },
  }
}

interface Question {
  createdWith?: { authProvider?: string }
}

/** parse-server opens no session at a sign-up then; log-ins with providers are asked about by the guard above. */
function withVerifiedPasswords(options: ParseOptions, { verifiedEmail = [] }: GuardsOptions): ParseOptions {
  const { preventLoginWithUnverifiedEmail: given } = options
  if (!verifiedEmail.includes('password') || given === true) return options
  const ask = typeof given === 'function' ? (given as (question: Question) => unknown) : () => false
  const preventLoginWithUnverifiedEmail = async (question: Question) =>
    question.createdWith?.authProvider === 'password' || (await ask(question)) === true
  return { ...options, preventLoginWithUnverifiedEmail }
}

/** Outside of providers, whose profiles are filled in when these look at a user. */
export const entryGuards = (options: GuardsOptions): Part => ({
  name: 'entry guards',
  parseOptions: (given) => withVerifiedPasswords(given, options),
  start: async ({ config }) => {
    const atWork = maintenanceOf(options, config)
    const check = logInGuard(options, atWork)
    return {
      triggers: {
        beforeLogin: ({ object, provider, master }) =>
          master ? undefined : check(object?.toJSON() ?? {}, provider),
      },
      hooks: [verifiedPasswordHooks((user) => check(user, 'password')), writeGuards(options, atWork)],
    }
  },
})
