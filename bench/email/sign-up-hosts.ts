/** The hosts where users sign up: they differ in whether they send mail, and in the mail server that takes it. */
import type { Engine } from '../../src/testing/postgres/engine'
import { freePort } from '../../src/testing/postgres/free-port'
import type { Shutdown } from '../../dev/shutdown'
import { type Contender, startContender } from '../contender'
import { parseOptionsFor } from '../options'
import { inTurn } from '../turns'
import { FROM } from './mail-options'
import { startSink } from './sink'

export const HOST_NAMES = ['none', 'fine', 'slow', 'dead'] as const
export type HostName = (typeof HOST_NAMES)[number]
export type MailHostName = Exclude<HostName, 'none'>

const SLOW_MS = 10_000

/** What stands in the table. */
export const mailServers: Record<MailHostName, string> = {
  fine: 'mail server fine',
  slow: `mail server takes ${SLOW_MS / 1000} s a mail`,
  dead: 'mail server is not there',
}

/** The URLs of mail servers; nobody listens at the dead one. */
async function startMailServers(shutdown: Shutdown): Promise<Record<MailHostName, string>> {
  const [fine, slow] = [await startSink(0, shutdown), await startSink(SLOW_MS, shutdown)]
  return { fine: fine.url, slow: slow.url, dead: `smtp://127.0.0.1:${await freePort()}` }
}

/** Each with a database of its own. The one without mail has the same options, but that no address is verified. */
export async function startHosts(engine: Engine, shutdown: Shutdown): Promise<Record<HostName, Contender>> {
  const transports: Partial<Record<HostName, string>> = await startMailServers(shutdown)
  return inTurn(HOST_NAMES, async (name) => {
    const database = `bench_mail_${name}`
    await engine.createDatabase(database)
    const transport = transports[name]
    const verifyUserEmails = transport !== undefined
    const optionsFor = (url: string) => ({
      parseServer: { ...parseOptionsFor('accounts', url, engine.uri(database)), verifyUserEmails },
      ...(transport !== undefined && { email: { transport, from: FROM } }),
    })
    return startContender('accounts', optionsFor, shutdown)
  })
}
