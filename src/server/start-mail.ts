/** What stands around a Parse Server that runs, so that its mails are sent and none is lost. */
import type { MailSystem } from '../adapters/email/mail-system'
import { type RunningNotices, startNotices } from '../notices/start-notices'
import type { ResolvedOptions } from '../options'
import { hookAnswers } from './answers-after-mail'
import { hookEvenAnswers } from './guards/even-answers'
import { internals, type ParseServer } from './internals'
import type { Ledger } from './ledger'

/** What it needs of the rest. */
export interface MailParts {
  /** Where it is configured. */
  mail: MailSystem | undefined
  options: ResolvedOptions
  server: ParseServer
  publicUrl: URL
  openLedger: () => Promise<Ledger>
}

const nothing: RunningNotices = { onSession: () => undefined, stop: () => undefined }

/** To be called when Parse Server has started. Its end takes hooks back; mails are drained by `mail` itself. */
export async function startMail({ mail, server, publicUrl, ...parts }: MailParts): Promise<RunningNotices> {
  if (!mail) return nothing
  const { config } = server
  const masterKey = String(await internals.Config().get(config.appId)?.loadMasterKey())
  await mail.start({ config, masterKey, messageIdHost: publicUrl.hostname })
  return startNotices({ ...parts, mail, config })
}

/**
 * Makes answers wait for mails. To be called after all that causes mails has been started.
 * @returns a function that takes the hooks back
 */
export function startAnswers({ mail, server }: Pick<MailParts, 'mail' | 'server'>): () => void {
  if (!mail) return () => undefined
  const restores = [hookAnswers(server.config), hookEvenAnswers()]
  return () => restores.reverse().forEach((restore) => restore())
}
