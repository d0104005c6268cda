/** What the demo says in the terminal: one line a step, with a tick and the time, then every URL and key. */
import type { Settings } from './settings'

const isTerminal = process.stdout.isTTY && process.env.NO_COLOR === undefined
const paint = (code: number) => (text: string) => (isTerminal ? `\u001b[${code}m${text}\u001b[0m` : text)
const green = paint(32)
const red = paint(31)
const bold = paint(1)
const faint = paint(2)

function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`
}

/** Runs one step of the start and says how long it took. On a terminal the line shows while it runs, too. */
export async function step<T>(name: string, run: () => Promise<T>): Promise<T> {
  const startedAt = performance.now()
  if (isTerminal) process.stdout.write(`  ${faint('…')} ${name}`)
  const clear = isTerminal ? '\r\u001b[K' : ''
  try {
    const result = await run()
    const took = faint(duration(performance.now() - startedAt))
    process.stdout.write(`${clear}  ${green('✔')} ${name.padEnd(44)} ${took}\n`)
    return result
  } catch (error) {
    process.stdout.write(`${clear}  ${red('✖')} ${name}\n`)
    throw error
  }
}

/** Says in words for people why the start failed. */
export function reportFailure(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error)
  console.error(`\n${message.replace(/^/gm, '  ')}\n`)
}

function lines(rows: readonly (readonly [string, string])[]): string {
  return rows.map(([name, value]) => `  ${name.padEnd(16)}${value}`).join('\n')
}

/** Every URL and key, so that nothing has to be looked up. */
export function banner(settings: Settings): string {
  const { keys, siteUrl, publicServerUrl } = settings
  const mailbox = settings.smtpUrl === undefined ? settings.mailboxUrl : 'real mail, by SMTP_URL'
  const signIn =
    settings.auth0 && `${settings.auth0.issuerUrl}  ${faint(`client ${settings.auth0.clientId}`)}`
  const login = faint(`${keys.dashboardUser} / ${keys.dashboardPassword}`)
  const urls = lines([
    ['Home page', bold(siteUrl)],
    ['Mailbox', mailbox],
    ['Auth0', signIn ?? faint('off, see AUTH0_DOMAIN')],
    ['Dashboard', `${siteUrl}/dashboard  ${login}`],
    ['REST', publicServerUrl],
    ['GraphQL', `${siteUrl}/graphql`],
  ])
  const secrets = lines([
    ['Application id', keys.applicationId],
    ['Master key', `${keys.masterKey}  ${faint('for this demo only')}`],
  ])
  return `\n${urls}\n\n${secrets}\n${warning(settings)}\n  ${faint('Ctrl-C stops everything.')}\n`
}

function warning(settings: Settings): string {
  if (settings.loopbackOnly) return ''
  const reach = settings.smtpUrl === undefined ? 'use the demo and read its mailbox' : 'use the demo'
  return `\n  HOST is ${settings.host}: everyone who reaches this machine can ${reach}.\n`
}
