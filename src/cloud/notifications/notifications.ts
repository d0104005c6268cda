/** Notices as a whole: what is told to users of their accounts while a server runs. */
import type { MailSystem } from '../../adapters/email/email'
import type { OnSession } from '../login'
import type { ResolvedOptions } from '../../options'
import type { Hooks } from '../../parse/hooks'
import type { ParseConfig } from '../../parse/internals'
import type { Ledger } from '../../adapters/store/expiring-store'
import { createAccountChanges } from './account-changes'
import { lockHooks } from './account-locked'
import { createNewDevice } from './new-device'
import { createNotices } from './send'
import { userChangeHooks } from '../user-changes'
import { createWelcome } from './welcome'

/** What notices need of the rest. */
export interface NoticeParts {
  mail: MailSystem
  options: ResolvedOptions
  config: ParseConfig
  openLedger: () => Promise<Ledger>
}

/** Notices of a Parse Server that runs. */
export interface RunningNotices {
  /** To be told of every session that begins by a log-in or a sign-up. */
  onSession: OnSession
  hooks: Hooks[]
}

/** To be called when Parse Server has started. */
export async function startNotices({
  mail,
  options,
  config,
  openLedger,
}: NoticeParts): Promise<RunningNotices> {
  const notices = createNotices(mail, options)
  const { isWanted } = notices
  const changes = createAccountChanges(notices)
  const isVerifying = Boolean(options.parseServer.verifyUserEmails)
  const welcome = isWanted('welcome')
    ? createWelcome(notices, isVerifying ? await openLedger() : undefined)
    : undefined
  const onSession: OnSession = isWanted('newDevice')
    ? createNewDevice(notices, config.databaseController, await openLedger())
    : () => undefined
  const hooks = userChangeHooks(config, {
    onCreated: (user) => welcome?.onCreated(user),
    isOfInterest: (fields) => changes.isOfInterest(fields) || welcome?.isOfInterest(fields) === true,
    onUpdated: (before, fields) => {
      changes.onUpdated(before, fields)
      welcome?.onUpdated(before, fields)
    },
  })
  if (isWanted('accountLocked')) hooks.push(lockHooks(notices))
  return { onSession, hooks }
}
