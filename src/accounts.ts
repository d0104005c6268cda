/** The list of capabilities, in the order in which anything meets anything: the one file that knows them all. */
import { EventEmitter } from 'node:events'
import { createMailSystem, email, type MailSystem } from './adapters/email/email'
import type { Outbox } from './adapters/email/outbox/outbox'
import { createCounts } from './adapters/redis/counts'
import { createNodes } from './adapters/redis/nodes'
import { createRedis, type Redis } from './adapters/redis/redis'
import { sharedRedis } from './adapters/redis/shared-redis'
import { shareStore } from './adapters/store/expiring-store'
import type { Accounts, AccountsEvents } from './api/accounts'
import { backendless } from './auth/backendless/routes'
import { blocked } from './auth/blocked/blocked'
import { emailChange } from './auth/email-change/email-change'
import { auth0Provider } from './auth/auth0/provider'
import { issuerProvider } from './auth/issuers/provider'
import { identifiers } from './auth/identifiers/identifiers'
import { oidc } from './auth/oidc/oidc'
import type { Provider } from './auth/oidc/provider'
import { pageProvider } from './auth/oidc/token/requests/code-flow'
import { mfa } from './auth/mfa/mfa'
import { importedPasswords } from './auth/passwords/imported/imported'
import { passwords } from './auth/passwords/passwords'
import { requireFresh } from './auth/reauthentication/freshness'
import { reauthentication } from './auth/reauthentication/reauthentication'
import { roleMembers } from './auth/roles/role-members'
import { rolePermissions } from './auth/roles/role-permissions'
import { limitsOf, type SessionLimits } from './auth/session/limits'
import { createKeepOut, type KeepOut } from './auth/session/session-store'
import { createSessions, sessions } from './auth/session/sessions'
import { ownership } from './auth/ownership/ownership'
import { twitter } from './auth/twitter'
import { unverifiedSignUps } from './auth/unverified'
import { audit } from './cloud/audit/audit'
import { historyOf } from './cloud/audit/history'
import { entryGuards } from './cloud/entry/entry'
import { invitations } from './cloud/invitations/invitations'
import { createInvite } from './cloud/invitations/invite'
import { lockout } from './cloud/lockout'
import { isSignUp, login } from './cloud/login'
import { operators } from './cloud/operators/operators'
import { providerTriggers } from './cloud/triggers/provider-triggers'
import { notifications } from './cloud/notifications/notifications'
import { security } from './cloud/security/security'
import { telemetry } from './cloud/telemetry/telemetry'
import { composeTriggers } from './cloud/triggers/triggers'
import { createUsers } from './cloud/users/users'
import { webhooks } from './cloud/webhooks/webhooks'
import { AccountsError } from './errors'
import { createEvents } from './events'
import { guards } from './guards/guards'
import { limits } from './guards/limits/limits'
import { shareAllowsMail } from './guards/limits/mails'
import { thrownValues } from './guards/faults/thrown-values'
import { type AccountsOptions, type ResolvedOptions, resolveOptions } from './options'
import { pageSettingOf, pagesFor } from './page-setting'
import { customPages } from './pages/custom-pages'
import type { AccountSetting } from './pages/account/deed'
import { createMount } from './pages/mounting'
import { createSessionOf } from './pages/sign-in/session-of'
import type { Diagnose, Events, Part } from './part'
import { checks } from './server/checks/checks'
import { assertUnclaimed } from './server/start/claim'
import { createLifecycle, type Lifecycle } from './server/lifecycle'
import { checkParseOptions, resolveParseOptions } from './server/start/parse-options'

/** What parts are made with. */
interface Making {
  options: ResolvedOptions
  mail: MailSystem | undefined
  keepOut: KeepOut
  sessionLimits: SessionLimits
  triggers: Part
  redis: Redis | undefined
}

/** Who people sign in with: each preset makes its providers from its options. */
const providersFor = ({ auth0, oidc: issuers }: ResolvedOptions): Provider[] => [
  ...(auth0 ? [auth0Provider(auth0)] : []),
  ...Object.entries(issuers).map(([name, options]) => issuerProvider(name, options)),
]

const redisUrlOf = ({ outbox }: ResolvedOptions) => (typeof outbox === 'object' ? outbox.redisUrl : undefined)

/** As long as somebody stays who has just signed in, where `reauthentication` doesn't say. */
const freshSeconds = 10 * 60

/** What the account page has of rooms above it. */
const accountSettingFor = ({ audit: kept, reauthentication: rule }: ResolvedOptions): AccountSetting => ({
  historyOf: kept ? historyOf : undefined,
  requireFresh: ({ database }, auth) => requireFresh(database, auth, rule?.maxAgeSeconds ?? freshSeconds),
})

/** Outermost first. */
function partsFor({ options, mail, keepOut, sessionLimits, triggers, redis }: Making): Part[] {
  const providers = providersFor(options)
  const names = providers.map(({ name }) => name)
  return [
    guards,
    redis && sharedRedis(redis),
    options.checks !== false && checks(options),
    telemetry,
    triggers,
    thrownValues,
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
    pagesFor(options, { providers: providers.map(pageProvider), account: accountSettingFor(options) }),
    mail && email(mail),
    mail && notifications(mail, options),
    login(names),
    sessions({ keepOut, limits: sessionLimits }),
    // Around of reauthentication, which checks the password and takes it out of the update.
    mfa(options.reauthentication?.maxAgeSeconds),
    reauthentication(options.reauthentication),
    rolePermissions,
    roleMembers,
    twitter,
    unverifiedSignUps(names),
    providers.length > 0 && oidc(providers, options.parseServer),
    options.passwords && passwords(options.passwords, options.parseServer, options.auth0?.rulePassword),
    importedPasswords,
    identifiers,
    options.pendingEmail && emailChange(createMount(pageSettingOf(options))),
    // Inside of the change of an address, which sees the request before it is settled.
    ownership,
    providerTriggers,
    operators(options.operators, { options: options.pages, mount: createMount(pageSettingOf(options)) }),
    options.backendless && backendless(options.backendless),
  ].filter((part) => typeof part === 'object')
}

/** What cannot be known before Parse Server is asked. @throws {AccountsError} `ERR_OPTIONS`. */
const checkParts = ({ parseServer }: ResolvedOptions, parts: Part[]): void =>
  checkParseOptions(resolveParseOptions(parseServer, new URL('http://localhost/parse'), parts))

function makeParts(options: ResolvedOptions, events: Events) {
  const mail = createMailSystem(options, (kind, reason) => void events.emit('mailFailed', { kind, reason }))
  const keepOut = createKeepOut()
  const triggers = composeTriggers(events, options.triggers)
  const sessionLimits = limitsOf(options.sessions)
  const redis = options.redisUrl === undefined ? undefined : createRedis(options.redisUrl)
  const parts = partsFor({ options, mail, keepOut, sessionLimits, triggers: triggers.part, redis })
  checkParts(options, parts)
  return { mail, keepOut, triggers, sessionLimits, redis, parts }
}

/**
 * What parts have to say for `doctor`. Hosts don't see it: with it, their types would need those of Parse Server's insides.
 *
 * @internal
 * @throws {AccountsError} `ERR_OPTIONS`.
 */
export const diagnosesOf = (options: ResolvedOptions): Diagnose[] =>
  makeParts(options, new EventEmitter()).parts.flatMap(({ diagnose }) => diagnose ?? [])

/** The parts of one set of accounts, and what they share while a server runs. */
function assemble(options: ResolvedOptions, events: Events) {
  const { mail, keepOut, triggers, sessionLimits, redis, parts } = makeParts(options, events)
  const lifecycle = createLifecycle({
    parts,
    settings: options.parseServer,
    mountPath: options.mountPath,
    graphql: options.graphql,
    dashboard: options.dashboard,
    headers: options.headers,
    shutdown: options.shutdown,
    share: (config, besideApi) => {
      const { databaseController: database, cacheController } = config
      const { open, close } = shareStore(database.adapter)
      const nodes = redis && createNodes(redis, config.appId)
      const counts = redis ? () => Promise.resolve(createCounts(redis)) : open
      const running = createSessions({
        config: { database, cacheController },
        keepOut,
        limits: sessionLimits,
        nodes,
      })
      const common = { config, events, besideApi, pagesPath: options.pages ? options.pages.path : undefined }
      const users = createUsers({ ...common, sessions: running, userData: options.userData })
      const invite = createInvite({ ...common, mail })
      const allowsMail = shareAllowsMail(options.limits, { config, counts, events })
      const shared = { store: open, counts, nodes, events, sessions: running, users, invite, allowsMail }
      return { ...shared, addTriggers: triggers.add, end: close }
    },
  })
  return { lifecycle, mail }
}

/** Hosts see some of what parts tell each other. */
function createPublicEvents(events: Events, logError: Lifecycle['logError']) {
  const visible = createEvents<AccountsEvents>((name, error) =>
    logError(`A listener of the event "${name}" failed:`, error),
  )
  events.on('session', (event) => {
    if (!isSignUp(event)) visible.emit('login', event)
  })
  events.on('security', (event) => visible.emit('security', event))
  events.on('triggerFailed', (failure) => visible.emit('triggerFailed', failure))
  events.on('mailFailed', (failure) => {
    logError(`A ${failure.kind} e-mail was not sent: ${failure.reason}`)
    visible.emit('emailFailed', failure)
  })
  return visible
}

/**
 * Checks the options and prepares everything; starts nothing.
 * @throws {AccountsError} `ERR_OPTIONS`, naming every wrong option; `ERR_SECOND_INSTANCE`.
 * @example
 * const accounts = createAccounts({ parseServer: { appId, masterKey, databaseURI, publicServerURL } })
 * await accounts.mount(app)
 */
export function createAccounts(input: AccountsOptions): Accounts {
  const options = resolveOptions(input)
  assertUnclaimed()
  const events: Events = new EventEmitter()
  const { lifecycle, mail } = assemble(options, events)
  const { mount, attach, running, logError, close } = lifecycle
  const visible = createPublicEvents(events, logError)

  const kept = async (): Promise<Outbox | undefined> => {
    await running('outbox')
    return mail?.outbox()
  }
  const accounts: Accounts = {
    mount,
    attach,
    sendMail: async (template, to, data) => {
      await running('sendMail()')
      if (!mail) throw new AccountsError('ERR_MAIL', 'No e-mail is configured: set `email`.')
      await mail.sendMail(template, to, data)
    },
    outbox: {
      list: async (filter) => (await kept())?.list(filter) ?? [],
      retry: async (id) => (await kept())?.retry(id) ?? false,
      discard: async (id) => (await kept())?.discard(id) ?? false,
      counts: () => mail?.outbox()?.counts() ?? { queued: 0, delivered: 0, failed: 0, retried: 0 },
    },
    sessions: {
      list: async (userId) => (await running('sessions')).sessions.list(userId),
      revoke: async (target) => (await running('sessions')).sessions.revoke(target),
    },
    users: {
      block: async (userId, about) => (await running('users')).users.block(userId, about),
      unblock: async (userId) => (await running('users')).users.unblock(userId),
      unlock: async (userId) => (await running('users')).users.unlock(userId),
      delete: async (userId) => (await running('users')).users.delete(userId),
      export: async (userId) => (await running('users')).users.export(userId),
      revokeSessions: async (userId) => (await running('users')).users.revokeSessions(userId),
      sendVerification: async (userId) => (await running('users')).users.sendVerification(userId),
      sendReset: async (userId) => (await running('users')).users.sendReset(userId),
      history: async (userId, about) => (await running('users')).users.history(userId, about),
      logInAs: async (userId, about) => (await running('users')).users.logInAs(userId, about),
    },
    invite: async (email, about) => (await running('invite()')).invite(email, about),
    sessionOf: async (req) => {
      const { config, publicUrl } = await running('sessionOf()')
      return createSessionOf(config.appId, publicUrl)(req)
    },
    on: (event, listener) => {
      visible.on(event, listener)
      return accounts
    },
    close,
  }
  return accounts
}
