/** Passwords that nobody guesses, and links in mails that end: `passwords`. */
import type { ParseServerSettings } from '../../parse/options'
import type { Row } from '../../parse/internals'
import type { Part } from '../../part/part'
import { createBreachCheck } from './breached'
import { checkHooks } from './check'
import { digestHooks, type TokenField } from './links/digests'
import { endOlderLinks, withEnds } from './links/ends'
import { normalFormHooks } from './normal-form'
import type { PasswordRules } from './options'

function sentAgain({ emailVerifyTokenReuseIfValid }: Row, policy: Row): TokenField[] {
  return [
    ...(policy.resetTokenReuseIfValid ? (['_perishable_token'] as const) : []),
    ...(emailVerifyTokenReuseIfValid ? (['_email_verify_token'] as const) : []),
  ]
}

/** @param rulePassword the password that the old Auth0 rule gives to every user, which has to pass */
export function passwords(rules: PasswordRules, settings: ParseServerSettings, rulePassword?: string): Part {
  const { appName } = settings
  const policy = (settings.passwordPolicy ?? {}) as Row
  const { breached } = rules
  return {
    name: 'passwords',
    parseOptions: withEnds,
    prepare: ({ loggerController }) => {
      const isBreached = breached ? createBreachCheck(breached, loggerController) : () => false
      return [
        normalFormHooks,
        checkHooks({ rules, appName, policy, rulePassword, isBreached }),
        digestHooks(sentAgain(settings, policy)),
      ]
    },
    start: async ({ config }) => {
      await endOlderLinks(config)
      return {}
    },
  }
}
