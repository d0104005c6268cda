/** What hosts get: `createAccounts`. */
import { EventEmitter } from 'node:events'
import type { Outbox } from '../adapters/email/outbox/outbox'
import type { Accounts, AccountsEvents } from '../api/accounts'
import { isSignUp } from '../cloud/login'
import { AccountsError } from '../errors'
import { createEvents } from './events'
import { createHostUsers } from './host-users'
import { type AccountsOptions, resolveOptions } from '../options'
import { createSessionOf } from '../pages/sign-in/session-of'
import type { Events } from '../part/part'
import { assertUnclaimed } from '../server/start/claim'
import type { Lifecycle } from '../server/lifecycle'
import { assemble, type Manner } from './assemble'

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
 * @throws {AccountsError} `ERR_OPTIONS`, naming every wrong option; `ERR_TEMPLATE`, for a mail or a page of yours;
 * `ERR_SECOND_INSTANCE`.
 * @example
 * const accounts = createAccounts({ parseServer: { appId, masterKey, databaseURI, publicServerURL } })
 * await accounts.mount(app)
 */
export function createAccounts(input: AccountsOptions): Accounts {
  return accountsOf(input, {})
}

/**
 * The same, for a command beside a server.
 *
 * @internal
 * @throws {AccountsError} as `createAccounts`.
 */
export function accountsOf(input: AccountsOptions, manner: Manner): Accounts {
  const options = resolveOptions(input)
  assertUnclaimed()
  const events: Events = new EventEmitter()
  const { lifecycle, mail } = assemble(options, events, manner)
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
    users: createHostUsers(() => running('users')),
    invite: async (email, about) => (await running('invite()')).invite(email, about),
    sessionOf: async (req) => createSessionOf(await running('sessionOf()'))(req),
    on: (event, listener) => {
      visible.on(event, listener)
      return accounts
    },
    close,
  }
  return accounts
}
