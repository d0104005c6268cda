/** The list of capabilities, in the order in which anything meets anything: the one file that knows them all. */
import { email, type MailSystem } from '../adapters/email/email'
import { redisUrlOf } from '../adapters/email/any-adapter'
import type { Redis } from '../adapters/redis/redis'
import { localPubSub } from '../adapters/pub-sub'
import { sharedRedis } from '../adapters/redis/shared-redis'
import { backendless } from '../auth/backendless/routes'
import { blocked } from '../auth/blocked/blocked'
import { emailChange } from '../auth/email-change/email-change'
import { identifiers } from '../auth/identifiers/identifiers'
import { lastWayIn } from '../auth/oidc/last-way-in'
import { oidc } from '../auth/oidc/oidc'
import { pageProvider } from '../auth/oidc/token/requests/code-flow'
import { secondFactorLast } from '../auth/mfa/after-identity'
import { mfa } from '../auth/mfa/mfa'
import { importedPasswords } from '../auth/passwords/imported/imported'
import { passwords } from '../auth/passwords/passwords'
import { providersFor } from '../auth/presets'
import { requireFresh } from '../auth/reauthentication/freshness'
import { reauthentication } from '../auth/reauthentication/reauthentication'
import { roleMembers } from '../auth/roles/role-members'
import { rolePermissions } from '../auth/roles/role-permissions'
import type { SessionLimits } from '../auth/session/limits'
import type { KeepOut } from '../auth/session/session-store'
import { sessions } from '../auth/session/sessions'
import { ownership } from '../auth/ownership/ownership'
import { twitter } from '../auth/twitter'
import { underWay } from '../auth/under-way/under-way'
import { unverifiedSignUps } from '../auth/unverified'
import { audit } from '../cloud/audit/audit'
import { ownHistoryOf } from '../cloud/audit/history'
import { refusesAddress } from '../cloud/entry/email-domains'
import { entryGuards } from '../cloud/entry/entry'
import { invitedAddress } from '../cloud/invitations/links'
import { invitations } from '../cloud/invitations/invitations'
import { lockout } from '../cloud/lockout'
import { login } from '../cloud/login'
import { operators } from '../cloud/operators/operators'
import { providerTriggers } from '../cloud/triggers/provider-triggers'
import { notifications } from '../cloud/notifications/notifications'
import { security } from '../cloud/security/security'
import { telemetry } from '../cloud/telemetry/telemetry'
import { webhooks } from '../cloud/webhooks/webhooks'
import { guards } from '../guards/guards'
import { limits } from '../guards/limits/limits'
import { isComposed } from '../cloud/triggers/triggers'
import { thrownValues } from '../guards/faults/thrown-values'
import type { ResolvedOptions } from '../options'
import { pageSettingOf, pagesFor } from './page-setting'
import { customPages } from '../pages/custom-pages'
import { defaultPath } from '../pages/options'
import type { AccountSetting } from '../pages/account/deed'
import { createMount } from '../pages/mounting'
import type { Part } from '../part/part'
import { checks } from '../server/checks/checks'
import { sameOptions } from '../server/checks/same-options'

/** What parts are made with. */
export interface Making {
  options: ResolvedOptions
  mail: MailSystem | undefined
  keepOut: KeepOut
  sessionLimits: SessionLimits
  triggers: Part
  redis: Redis | undefined
}

/** Some pages are there without the others. */
const pagesPathOf = ({ pages }: ResolvedOptions) => (pages ? pages.path : defaultPath)

/** As long as somebody stays who has just signed in, where `reauthentication` doesn't say. */
const freshSeconds = 10 * 60

/** What the account page has of rooms above it. */
const accountSettingFor = ({ audit: kept, reauthentication: rule }: ResolvedOptions): AccountSetting => ({
  historyOf: kept ? ownHistoryOf : undefined,
  requireFresh: ({ database }, auth) => requireFresh(database, auth, rule?.maxAgeSeconds ?? freshSeconds),
})

/** Outermost first. */
export function partsFor({ options, mail, keepOut, sessionLimits, triggers, redis }: Making): Part[] {
  const providers = providersFor(options)
  const names = providers.map(({ name }) => name)
  return [
    guards,
    redis ? sharedRedis(redis) : localPubSub,
    options.checks !== false && checks(options),
    options.checks !== false && sameOptions(options),
    telemetry,
    triggers,
    thrownValues(isComposed),
    options.webhooks.length > 0 && webhooks(options.webhooks, redisUrlOf(options)),
    security,
    options.audit && audit(options.audit),
    // Outside of the limits: an account that is locked says so.
    lockout,
    blocked,
    // Outside of the guards, which let in who is invited.
    invitations,
    entryGuards(options.guards),
    options.limits && limits(options.limits),
    customPages,
    pagesFor(options, {
      providers: providers.map(pageProvider),
      account: accountSettingFor(options),
      invitedAddress,
    }),
    mail && email(mail, options.parseServer),
    mail && notifications(mail, options),
    login(names),
    sessions({ keepOut, limits: sessionLimits }),
    underWay,
    // Around of reauthentication, which checks the password and takes it out of the update.
    mfa(options.reauthentication?.maxAgeSeconds),
    reauthentication(options.reauthentication),
    rolePermissions,
    roleMembers,
    twitter,
    unverifiedSignUps(names),
    providers.length > 0 && oidc(providers, options.parseServer, refusesAddress(options.guards)),
    options.passwords && passwords(options.passwords, options.parseServer, options.auth0?.rulePassword),
    importedPasswords,
    identifiers,
    options.pendingEmail &&
      emailChange({ mount: createMount(pageSettingOf(options)), path: pagesPathOf(options) }),
    // Inside of the change of an address, which sees the request before it is settled.
    ownership,
    providers.length > 0 && lastWayIn(providers),
    providerTriggers,
    secondFactorLast,
    operators(options.operators, { options: options.pages, mount: createMount(pageSettingOf(options)) }),
    options.backendless && backendless(options.backendless),
  ].filter((part) => typeof part === 'object')
}
