/** Starts a contender, an HTTP server in a process of its own, and asks it about itself. */
import { freePort } from '../src/testing/postgres/free-port'
import type { Shutdown } from '../dev/shutdown'
import { startChild } from './child'
import { GRAPHQL_PATH } from './options'

/** What a process has used so far. */
export interface Usage {
  /** Resident memory, in bytes. */
  rss: number
  /** Time on the processor, in microseconds. */
  cpu: number
}

export interface Contender {
  /** As http://127.0.0.1:4711. */
  url: string
  usage: () => Promise<Usage>
  stop: () => Promise<void>
}

/**
 * Resolves when it listens.
 * @param name of a file in hosts/
 * @param optionsFor what the host gets, for the URL where it is to listen
 * @param execArgv options for Node.js
 * @throws when it ends before, with what it printed
 */
export async function startContender(
  name: string,
  optionsFor: (url: string) => object,
  shutdown: Shutdown,
  execArgv: string[] = [],
): Promise<Contender> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const given = { port, graphqlPath: GRAPHQL_PATH, ...optionsFor(url) }
  const { ask, stop } = await startChild({ name, given, execArgv }, shutdown)
  return { url, stop, usage: () => ask<Usage>('usage') }
}
