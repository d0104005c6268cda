/** Where the demo's mail goes: to SMTP_URL, or to a mailbox of its own with a page to read it. */
import { createServer } from 'node:http'
import { join } from 'node:path'
import { listen } from './listen'
import { mailboxApp } from './mailbox/server'
import { startSmtpSink } from './mailbox/smtp-sink'
import { type MailStore, openMailStore } from './mailbox/store'
import type { Settings } from './settings'
import type { Shutdown } from './shutdown'

/** A transport to send with and, for the own mailbox, what has arrived. */
export interface DemoMail {
  transport: string
  mails: MailStore | undefined
}

/** The SMTP server takes a port that the system picks: only this process sends to it. */
export async function startMailbox(settings: Settings, shutdown: Shutdown): Promise<DemoMail> {
  const mails = await openMailStore(join(settings.dataDir, 'mails'))
  const sink = await startSmtpSink({ onMessage: (message) => mails.add(message) })
  await shutdown.add(() => sink.close())
  const server = createServer(mailboxApp(mails, settings))
  await shutdown.add(await listen(server, settings.host, settings.mailboxPort))
  return { transport: sink.url, mails }
}
