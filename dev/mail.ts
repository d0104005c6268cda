/** Where the demo's mail goes: to SMTP_URL, or to a mailbox of its own with a page to read it. */
import { createServer } from 'node:http'
import { join } from 'node:path'
import type { OutboxControl } from '../index'
import { listen } from './listen'
import { mailboxApp } from './mailbox/server'
import { type SmtpSink, startSmtpSink } from '../src/testing/mailbox/smtp-sink'
import { type MailStore, openMailStore } from './mailbox/store'
import type { Settings } from './settings'
import type { Shutdown } from './shutdown'

/** The demo's own mail server, and what has arrived there. */
export interface OwnMail {
  sink: SmtpSink
  mails: MailStore
}

/** A transport to send with; `own` is missing where it leads to a mail server of somebody else. */
export interface DemoMail {
  transport: string
  own?: OwnMail
}

/** The SMTP server takes a port that the system picks: only this process sends to it. */
export async function startMailServer({ dataDir }: Settings, shutdown: Shutdown): Promise<DemoMail> {
  const mails = await openMailStore(join(dataDir, 'mails'))
  const sink = await startSmtpSink({ onMessage: (message) => mails.add(message) })
  await shutdown.add(() => sink.close())
  return { transport: sink.url, own: { sink, mails } }
}

/** Without it, the accounts would wait for mails that hang before they end. */
async function letGo({ sink }: OwnMail): Promise<void> {
  if (sink.fault() === 'hang') await sink.setFault('down')
}

/** The mailbox's page, which also shows what waits in the outbox. */
export async function serveMailbox(
  own: OwnMail,
  outbox: OutboxControl,
  settings: Settings,
  shutdown: Shutdown,
): Promise<void> {
  await shutdown.add(() => letGo(own))
  const server = createServer(mailboxApp({ ...own, outbox }, settings))
  await shutdown.add(await listen(server, settings.host, settings.mailboxPort))
}
