/** A node that is measured, as its clients and its operators have it. */
import type { Shutdown } from '../../dev/shutdown'
import { freePort } from '../../src/testing/postgres/free-port'
import { startChild } from '../child'
import { GRAPHQL_PATH, parseOptionsFor } from '../options'
import { json } from '../requests'

export interface Node {
  url: string
  /** One question at a time; see hosts/node.mjs. */
  ask: <Answer>(question: object) => Promise<Answer>
  stop: () => Promise<void>
}

export interface NodeOptions {
  auth0?: object
  redisUrl?: string | undefined
  /** Sends mails from there, which are kept. */
  from?: string
  parseServer?: object
}

export async function startNode(
  databaseURI: string,
  shutdown: Shutdown,
  { parseServer, ...options }: NodeOptions = {},
): Promise<Node> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const settings = { ...parseOptionsFor('accounts', url, databaseURI), ...parseServer }
  const given = { port, graphqlPath: GRAPHQL_PATH, parseServer: settings, ...options }
  const { ask, stop } = await startChild({ name: 'node', given }, shutdown)
  return { url, ask, stop }
}

export const headersOf = (sessionToken?: string) => ({
  ...json,
  ...(sessionToken !== undefined && { 'X-Parse-Session-Token': sessionToken }),
})
