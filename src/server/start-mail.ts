/** What stands around a Parse Server that runs, so that its mails are sent and none is lost. */
import type { MailSystem } from '../adapters/email/mail-system'
import { hookAnswers } from './answers-after-mail'
import { hookEvenAnswers } from './guards/even-answers'
import { internals, type ParseServer } from './internals'

/**
 * To be called when Parse Server has started.
 * @param mail where it is configured
 * @returns a function that takes the hooks back; mails are drained by `mail` itself
 */
export async function startMail(
  mail: MailSystem | undefined,
  { config }: ParseServer,
  publicUrl: URL,
): Promise<() => void> {
  if (!mail) return () => undefined
  const masterKey = String(await internals.Config().get(config.appId)?.loadMasterKey())
  await mail.start({ config, masterKey, messageIdHost: publicUrl.hostname })
  const restores = [hookAnswers(), hookEvenAnswers()]
  return () => restores.reverse().forEach((restore) => restore())
}
