/** What is measured over HTTP, on hosts with a database. */
import type { Engine } from '../../src/testing/postgres/engine'
import type { Shutdown } from '../../dev/shutdown'
import { type Comparison, perSecond } from '../markdown'
import { say } from '../run-bench'
import { inTurn } from '../turns'
import { type Duel, plan, runRounds } from './duel'
import { auth0, type Home, type Host, keycloak, logIn, prepareHome, startHost } from './homes'
import { byAccessToken, bySession, newLogIns, sameLogIns } from './requests'
import type { Auth0BenchSettings } from './settings'
import type { Tenant } from './tenant'

const HOST_NAMES = ['keycloak', 'auth0', 'crowded'] as const
type HostName = (typeof HOST_NAMES)[number]

const FEW_USERS = 1_000

const grouped = (count: number) => count.toLocaleString('en')

const throughput = (aim: string): Pick<Duel, 'aim' | 'valueOf' | 'format'> => ({
  aim,
  valueOf: ({ requestsPerSecond }) => requestsPerSecond,
  format: perSecond,
})

function bearerDuel(
  title: string,
  name: 'usersMe' | 'viewer',
  host: Host,
  tokens: { session: string; access: string },
): Duel {
  const loads = {
    other: bySession(host, name, tokens.session),
    own: byAccessToken(host, name, tokens.access),
  }
  return { title: `${title} by access token, next to session`, ...throughput('≥ 0.95'), loads }
}

/** As far as a tenant in the same region is. */
const TENANT_MS = 20

/** One at a time: with many, the processor is what they wait for. */
function distantDuel({ keycloak, auth0 }: Record<HostName, Host>, tenant: Tenant): Duel {
  const distant = (load: Duel['loads']['own']) => async (amount: number) => {
    tenant.moveAway(TENANT_MS)
    try {
      return await load(amount)
    } finally {
      tenant.moveAway(0)
    }
  }
  return {
    title: `one log-in after the other, keys ${TENANT_MS} ms away, next to \`keycloak\``,
    ...throughput('≥ 3'),
    loads: { other: distant(newLogIns(keycloak, 1)), own: distant(newLogIns(auth0, 1)) },
  }
}

const crowdDuel = (host: Host, crowded: Host): Duel => ({
  title: `log-in among ${grouped(crowded.users)} users, next to ${grouped(host.users)}`,
  aim: '≤ 1.2',
  valueOf: ({ requestsPerSecond }) => 1000 / requestsPerSecond,
  format: (milliseconds) => `${milliseconds.toFixed(2)} ms`,
  loads: { other: newLogIns(host), own: newLogIns(crowded) },
})

async function duelsOf(hosts: Record<HostName, Host>, tenant: Tenant): Promise<Duel[]> {
  const { keycloak, auth0, crowded } = hosts
  const session = await logIn(auth0, await auth0.provider.authData(1))
  const tokens = { session, access: await tenant.accessToken(1) }
  return [
    {
      title: 'log-in, each with a new token, next to `keycloak`',
      ...throughput('≥ 3'),
      loads: { other: newLogIns(keycloak), own: newLogIns(auth0) },
    },
    {
      title: 'log-in, always with the same token, next to `keycloak`',
      ...throughput('≥ 3'),
      loads: { other: await sameLogIns(keycloak), own: await sameLogIns(auth0) },
    },
    distantDuel(hosts, tenant),
    bearerDuel('`users/me`', 'usersMe', auth0, tokens),
    bearerDuel('GraphQL `viewer`', 'viewer', auth0, tokens),
    crowdDuel(auth0, crowded),
  ]
}

async function prepareHosts(
  engine: Engine,
  tenant: Tenant,
  users: number,
  shutdown: Shutdown,
): Promise<Record<HostName, Host>> {
  const plans: Record<HostName, Omit<Home, 'databaseURI'>> = {
    keycloak: { provider: keycloak(tenant), users: FEW_USERS },
    auth0: { provider: auth0(tenant), users: FEW_USERS },
    crowded: { provider: auth0(tenant), users },
  }
  const homes = await inTurn(HOST_NAMES, (name) => prepareHome(engine, name, plans[name], shutdown))
  return inTurn(HOST_NAMES, (name) => startHost(homes[name], shutdown))
}

/** Fills databases, starts a host on each, and compares them. */
export async function compareHosts(
  engine: Engine,
  database: string,
  tenant: Tenant,
  { rounds, seconds, users, warmUps }: Auth0BenchSettings,
  shutdown: Shutdown,
): Promise<Comparison[]> {
  say(`${database}: filling databases`)
  const hosts = await prepareHosts(engine, tenant, users, shutdown)
  say(`${database}: warming up`)
  // As many on each, so that none is ahead.
  await inTurn(HOST_NAMES, (name) => newLogIns(hosts[name])(warmUps))
  const comparisons: Comparison[] = []
  // Each by itself: a host that rests while others have their turn is slower afterwards.
  for (const duel of await duelsOf(hosts, tenant)) {
    say(`${database}: ${duel.title}`)
    comparisons.push(...(await runRounds(database, [await plan(duel, seconds)], rounds)))
  }
  await inTurn(HOST_NAMES, (name) => hosts[name].contender.stop())
  return comparisons
}
