/** What a child host runs: the host of a fixture, and a line with its URL. */
import { createRequire } from 'node:module'
import path from 'node:path'
import { type HostOptions, startHost } from './host'

async function main(): Promise<void> {
  const fixture = path.join(__dirname, '../fixtures/hosts', process.env.FIXTURE ?? '')
  const { options } = createRequire(__filename)(fixture) as { options: HostOptions }
  const parseServer = { databaseURI: process.env.DATABASE_URI, ...options.parseServer }
  const { accounts, server, url } = await startHost({ ...options, parseServer })
  await accounts.attach(server)
  console.log(`ready ${url}`)
}

void main()
