/** The databases that the hosts have, full of users, and the start of a host on one of them. */
import type { Engine } from '../../src/testing/postgres/engine'
import type { Shutdown } from '../../dev/shutdown'
import { type Contender, startContender } from '../contender'
import { parseOptionsFor } from '../options'
import { json, send } from '../requests'
import { crowd } from './crowd'
import { subjectOf, type Tenant } from './tenant'

/** A way to log in, and who offers it. */
export interface Provider {
  name: 'auth0' | 'keycloak'
  /** Of a file in hosts/. */
  host: string
  optionsFor: (databaseURI: string) => (url: string) => object
  /** `authData` with a new token for the user of this number. */
  authData: (user: number) => Promise<object>
}

/** This package. */
export const auth0 = ({ options, idToken }: Tenant): Provider => ({
  name: 'auth0',
  host: 'accounts',
  optionsFor: (databaseURI) => (url) => ({
    parseServer: parseOptionsFor('accounts', url, databaseURI),
    auth0: options,
  }),
  authData: async (user) => ({ auth0: { id_token: await idToken(user) } }),
})

/** The adapter of parse-server that does the most similar. */
export const keycloak = ({ keycloakOptions, keycloakToken }: Tenant): Provider => ({
  name: 'keycloak',
  host: 'stock',
  optionsFor: (databaseURI) => (url) => ({
    parseServer: { ...parseOptionsFor('stock', url, databaseURI), auth: { keycloak: keycloakOptions } },
  }),
  authData: async (user) => ({
    keycloak: { id: subjectOf(user), access_token: await keycloakToken(user) },
  }),
})

export interface Home {
  provider: Provider
  databaseURI: string
  /** Their numbers begin at 0. */
  users: number
}

/** A host that runs, and who can log in there. */
export interface Host extends Home {
  contender: Contender
}

export async function startHost(home: Home, shutdown: Shutdown): Promise<Host> {
  const { provider, databaseURI } = home
  return {
    ...home,
    contender: await startContender(provider.host, provider.optionsFor(databaseURI), shutdown),
  }
}

/** @returns the session */
export async function logIn({ contender }: Host, authData: object): Promise<string> {
  const { sessionToken } = await send(contender.url, 'POST', '/parse/users', json, { authData })
  return sessionToken!
}

/** Only the first user signs up; the others are copies. */
export async function prepareHome(
  engine: Engine,
  name: string,
  { provider, users }: Omit<Home, 'databaseURI'>,
  shutdown: Shutdown,
): Promise<Home> {
  const database = `bench_${name}`
  await engine.createDatabase(database)
  const home = { provider, users, databaseURI: engine.uri(database) }
  const host = await startHost(home, shutdown)
  await logIn(host, await provider.authData(0))
  await host.contender.stop()
  const others = Array.from({ length: users - 1 }, (_, index) => index + 1)
  await crowd(home.databaseURI, provider.name, others)
  return home
}
