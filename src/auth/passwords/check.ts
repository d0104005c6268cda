/** Judges the passwords that are set, by whatever way: they meet where Parse Server applies `passwordPolicy`. */
import { isSameSecret } from '../../adapters/same-secret'
import { hasKey } from '../../parse/auth-of'
import { refuse } from '../../parse/errors'
import type { Hooks } from '../../parse/hooks'
import type { RestWrite, Row } from '../../parse/internals'
import { userById } from '../../parse/user-rows'
import { normalFormOf } from './normal-form'
import type { AskForBreach, PasswordRules } from './options'
import { breachProblem, lengthProblem, personalProblem, problemOf } from './rules'

/** What passwords are judged by. */
export interface Judging {
  rules: PasswordRules
  appName: unknown
  /** The host’s `passwordPolicy`, which wins. */
  policy: Row
  /** The password that the old Auth0 rule gives to every user. */
  rulePassword: string | undefined
  isBreached: AskForBreach
}

/** parse-server writes the new password of a reset with the master key, for whoever has the link. */
const hasResetLink = ({ query }: RestWrite) => '_perishable_token' in (query ?? {})

const isOperator = (write: RestWrite) => hasKey(write.auth) && !hasResetLink(write)

const isOfRule = (password: string, rulePassword: string | undefined) =>
  rulePassword !== undefined && isSameSecret(normalFormOf(password), normalFormOf(rulePassword))

/** Nothing of a user to whoever is not that user: a refusal would tell what the name or the address is. */
async function ownRow(write: RestWrite): Promise<Row | undefined> {
  const { config, auth, query } = write
  const objectId = query?.objectId
  if (objectId === undefined || !(hasResetLink(write) || auth.user?.id === objectId)) return undefined
  return userById(config.database, objectId)
}

async function personalProblemOf(password: string, write: RestWrite, { appName, policy }: Judging) {
  const row = await ownRow(write)
  const both = (field: string) => [write.data[field], row?.[field]]
  // With `doNotAllowUsername`, true or false, the host has its say about names.
  const names = policy.doNotAllowUsername === undefined ? both('username') : []
  return personalProblem(password, { names, addresses: both('email'), appName })
}

/** The host’s pattern or callback says how long a password has to be. */
function rulesBeside({ rules, policy }: Judging): PasswordRules {
  return policy.validatorPattern || policy.validatorCallback ? { ...rules, minLength: 1 } : rules
}

async function problemIn(password: string, write: RestWrite, judging: Judging) {
  const tooLong = lengthProblem(password)
  if (tooLong !== undefined || isOperator(write)) return tooLong
  return (
    problemOf(password, rulesBeside(judging)) ??
    (judging.rules.personal ? await personalProblemOf(password, write, judging) : undefined) ??
    ((await judging.isBreached(password)) ? breachProblem : undefined)
  )
}

/** The host’s policy comes first, and sees the password as it will be hashed. */
export const checkHooks = (judging: Judging): Hooks => ({
  'RestWrite._validatePasswordPolicy': async function (next) {
    const { password } = this.data
    if (typeof password !== 'string') return next()
    const normal = normalFormOf(password)
    this.data.password = normal
    await next()
    if (isOfRule(normal, judging.rulePassword)) return
    const problem = await problemIn(normal, this, judging)
    if (problem !== undefined) refuse('VALIDATION_ERROR', problem)
  },
})
