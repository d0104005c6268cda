/** Reads what the demo runs with: the environment first, then the keys kept from the first start. */
import { resolve } from 'node:path'
import { type Auth0Settings, localTenant, readTenant } from './auth0-settings'
import { type Keys, loadKeys } from './keys'

/** Everything that differs from one machine to the next. */
export interface Settings {
  host: string
  port: number
  /** Of the stand-in for Auth0, where that is used. */
  issuerPort: number
  mailboxPort: number
  dataDir: string
  /** A database of one's own; without it the embedded one is used. */
  databaseUri: string | undefined
  /** A mail server of one's own; without it mails land in the mailbox page. */
  smtpUrl: string | undefined
  mailFrom: string
  /** Where browsers find the home page, without a slash at its end. */
  siteUrl: string
  mailboxUrl: string
  publicServerUrl: string
  /** Missing where people of other machines come: the stand-in believes whatever it is told. */
  auth0: Auth0Settings | undefined
  keys: Keys
  /** Whether only this machine can reach the demo, so that its secrets may be shown on the page. */
  loopbackOnly: boolean
}

const loopbackHosts = ['localhost', '127.0.0.1', '::1']

/** @throws {Error} with a text for people when the environment makes no sense. */
function readPort(text: string | undefined): number {
  const port = Number(text ?? '1337')
  if (Number.isInteger(port) && port >= 1 && port <= 65_533) return port
  throw new Error(`PORT is "${text ?? ''}", expected a whole number from 1 to 65533`)
}

/** @throws {Error} with a text for people when the environment makes no sense. */
function readPublicServerUrl(text: string): URL {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text)
  throw new Error(`PUBLIC_SERVER_URL is "${text}", expected a URL such as https://demo.example.com/parse`)
}

/** An empty variable counts as not set, as shells and compose files leave them. */
function withoutEmpty(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
}

/**
 * Reads the settings and, at the first start, writes the keys into the data folder.
 * @throws {Error} with a text for people when the environment makes no sense.
 */
export async function readSettings(environment: NodeJS.ProcessEnv): Promise<Settings> {
  const env = withoutEmpty(environment)
  const port = readPort(env.PORT)
  const host = env.HOST ?? '127.0.0.1'
  const publicUrl = readPublicServerUrl(env.PUBLIC_SERVER_URL ?? `http://localhost:${port}/parse`)
  const dataDir = resolve(env.DEMO_DATA_DIR ?? '.data')
  const loopbackOnly = loopbackHosts.includes(host)
  const isForThisMachine = loopbackOnly && loopbackHosts.includes(publicUrl.hostname)
  return {
    host,
    port,
    issuerPort: port + 1,
    mailboxPort: port + 2,
    dataDir,
    databaseUri: env.DATABASE_URI,
    smtpUrl: env.SMTP_URL,
    mailFrom: env.MAIL_FROM ?? 'Accounts demo <no-reply@example.com>',
    siteUrl: publicUrl.origin,
    mailboxUrl: `http://${publicUrl.hostname}:${port + 2}`,
    publicServerUrl: publicUrl.href.replace(/\/$/, ''),
    auth0: readTenant(env) ?? (isForThisMachine ? localTenant(port + 1) : undefined),
    keys: await loadKeys(dataDir, env),
    loopbackOnly,
  }
}
