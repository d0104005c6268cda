/** Which issuer the demo signs people in with: your Auth0 tenant, or the stand-in on this machine. */
import { issuerOf } from '../src/auth/auth0/options'
import { audience, clientId } from './issuer/tenant'

/** What a client and the accounts need to know of it. */
export interface Auth0Settings {
  /** With a slash at its end. */
  issuerUrl: string
  clientId: string
  audience: string
  /** Whether it is the stand-in, which has to be started. */
  isLocal: boolean
}

const names = ['AUTH0_DOMAIN', 'AUTH0_CLIENT_ID', 'AUTH0_AUDIENCE'] as const

/** @throws {Error} with a text for people. */
function issuerOfDomain(domain: string): string {
  try {
    return issuerOf(domain)
  } catch {
    throw new Error(
      `AUTH0_DOMAIN is "${domain}", expected the host name of a tenant, such as tenant.eu.auth0.com`,
    )
  }
}

/**
 * Your tenant, from the environment; none when the environment does not speak of one.
 * @throws {Error} with a text for people when it speaks of half a tenant.
 */
export function readTenant(env: NodeJS.ProcessEnv): Auth0Settings | undefined {
  const [domain, id, api] = names.map((name) => env[name])
  if (domain !== undefined && id !== undefined && api !== undefined)
    return { issuerUrl: issuerOfDomain(domain), clientId: id, audience: api, isLocal: false }
  const missing = names.filter((name) => env[name] === undefined)
  if (missing.length === names.length) return undefined
  throw new Error(
    `Sign-in with your Auth0 tenant needs ${missing.join(' and ')}, too: set ${names.join(', ')} together, or none`,
  )
}

/** The stand-in on that port. */
export const localTenant = (port: number): Auth0Settings => ({
  issuerUrl: `http://localhost:${port}/`,
  clientId,
  audience,
  isLocal: true,
})
