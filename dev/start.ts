/** `npm start`: the whole thing on one machine, with nothing to configure and nothing left when it ends. */
import { setTimeout as sleep } from 'node:timers/promises'
import { createApp, serve } from './app'
import { type DemoDatabase, startDatabase } from './database'
import { startIssuer } from './issuer/issuer'
import { type DemoMail, serveMailbox, startMailServer } from './mail'
import { requireFreePorts } from './ports'
import { readSettings, type Settings } from './settings'
import { createShutdown, onSignal, type Shutdown } from './shutdown'
import { banner, reportFailure, step } from './terminal'

/** How long an interrupted start may take to finish its step. */
const patienceSeconds = 20

async function checkPorts(settings: Settings): Promise<void> {
  const { host, port, issuerPort, auth0, mailboxPort, smtpUrl } = settings
  const others = new Map<number, string>()
  if (auth0?.isLocal) others.set(issuerPort, 'the local sign-in')
  if (smtpUrl === undefined) others.set(mailboxPort, 'the mailbox')
  await requireFreePorts(host, port, others)
}

async function openDatabase({ databaseUri, dataDir }: Settings, shutdown: Shutdown): Promise<string> {
  if (databaseUri !== undefined) return databaseUri
  const database: DemoDatabase = await step('Database (the first start creates it)', () =>
    startDatabase(dataDir),
  )
  await shutdown.add(database.stop)
  return database.uri
}

async function openMail(settings: Settings, shutdown: Shutdown): Promise<DemoMail> {
  const { smtpUrl } = settings
  if (smtpUrl !== undefined) return { transport: smtpUrl }
  return step('Mailbox', () => startMailServer(settings, shutdown))
}

/** The stand-in for Auth0, unless people sign in with a real tenant. */
async function openIssuer(settings: Settings, shutdown: Shutdown): Promise<void> {
  const { auth0, host, port, issuerPort, siteUrl, dataDir } = settings
  if (!auth0?.isLocal) return
  const sites = new Set([siteUrl, `http://localhost:${port}`, `http://127.0.0.1:${port}`])
  const redirectUris = [...sites].flatMap((site) => [
    `${site}/`,
    `${site}/spa`,
    `${site}/auth/callback/auth0`,
  ])
  const issuer = await step('Local sign-in, in place of Auth0', () =>
    startIssuer({ host, port: issuerPort, redirectUris, dataDir }),
  )
  await shutdown.add(issuer.close)
}

/** An interrupted start ends after the step under way, so that what the step started can be closed. */
async function start(shutdown: Shutdown, interruption: AbortSignal): Promise<void> {
  const settings = await readSettings(process.env)
  console.log('\n  Parse Server Accounts, the demo\n')
  await step('Ports are free', () => checkPorts(settings))
  interruption.throwIfAborted()
  const databaseUri = await openDatabase(settings, shutdown)
  interruption.throwIfAborted()
  const mail = await openMail(settings, shutdown)
  interruption.throwIfAborted()
  await openIssuer(settings, shutdown)
  interruption.throwIfAborted()
  await step('Parse Server, GraphQL and Dashboard', async () => {
    const { app, accounts } = await createApp(settings, databaseUri, mail, shutdown)
    if (mail.own) await serveMailbox(mail.own, accounts.outbox, settings, shutdown)
    await serve({ app, accounts }, settings, shutdown)
  })
  if (!interruption.aborted) console.log(banner(settings))
}

async function main(): Promise<void> {
  const shutdown = createShutdown()
  const interruption = new AbortController()
  const started = start(shutdown, interruption.signal)

  async function stop() {
    interruption.abort()
    console.log('\n  Stopping…')
    await Promise.race([started.catch(() => undefined), sleep(patienceSeconds * 1000)])
    await shutdown.run()
    process.exit(0)
  }

  onSignal(() => void (interruption.signal.aborted || stop()))
  await started.catch(async (error: unknown) => {
    if (interruption.signal.aborted) return
    reportFailure(error)
    await shutdown.run()
    process.exit(1)
  })
}

void main()
