/** What stands around a Parse Server that runs, so that its mails are sent and none is lost. */
import type { MailSystem } from '../adapters/email/email'
import { type RunningNotices, startNotices } from '../cloud/notifications/notifications'
import type { ResolvedOptions } from '../options'
import { answersAfterMail } from '../guards/answers-after-mail'
import { evenAnswers } from '../guards/response-timing'
import { internals, type ParseServer } from '../parse/internals'
import type { Ledger } from '../adapters/store/expiring-store'

/** What it needs of the rest. */
export interface MailParts {
  /** Where it is configured. */
  mail: MailSystem | undefined
  options: ResolvedOptions
  server: ParseServer
  publicUrl: URL
  openLedger: () => Promise<Ledger>
}

const nothing: RunningNotices = { onSession: () => undefined, hooks: [] }

/** To be called when Parse Server has started. Mails are drained by `mail` itself. */
export async function startMail({ mail, server, publicUrl, ...parts }: MailParts): Promise<RunningNotices> {
  if (!mail) return nothing
  const { config } = server
  const masterKey = String(await internals.Config().get(config.appId)?.loadMasterKey())
  await mail.start({ config, masterKey, messageIdHost: publicUrl.hostname })
  const notices = await startNotices({ ...parts, mail, config })
  return { ...notices, hooks: [answersAfterMail, evenAnswers, ...notices.hooks] }
}
