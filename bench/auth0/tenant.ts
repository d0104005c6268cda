/** An Auth0 tenant and a Keycloak realm on loopback: they sign tokens, and publish the key under their paths. */
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import type { Shutdown } from '../../dev/shutdown'

/** Signs a new token for the user of this number. */
type Sign = (user: number) => Promise<string>

export interface Tenant {
  /** For `createAccounts({ auth0 })`. */
  options: { domain: string; clientId: string; audience: string }
  idToken: Sign
  accessToken: Sign
  /** For parse-server's `auth.keycloak`. */
  keycloakOptions: { config: Record<string, string> }
  keycloakToken: Sign
  /** Makes its answers, which are the keys, take so much longer than from this machine. */
  moveAway: (milliseconds: number) => void
}

const clientId = 'bench-client'
const audience = 'https://api.example.com'
const realm = 'bench'
const keySetPaths = ['/.well-known/jwks.json', `/realms/${realm}/protocol/openid-connect/certs`]

export const subjectOf = (user: number) => `auth0|${user}`
export const emailOf = (user: number) => `user${user}@example.com`

const lifeSeconds = 36_000

const profileOf = (user: number) => ({
  email: emailOf(user),
  email_verified: true,
  name: 'Ann Archer',
  nickname: 'ann',
  picture: 'https://example.com/ann.png',
  given_name: 'Ann',
  family_name: 'Archer',
  locale: 'en',
})

async function startKeyServer(
  jwk: object,
  shutdown: Shutdown,
): Promise<Pick<Tenant, 'moveAway'> & { domain: string }> {
  const body = JSON.stringify({ keys: [jwk] })
  let distance = 0
  const server = createServer((req, res) => {
    const isKnown = keySetPaths.includes(req.url ?? '')
    const answer = () =>
      res.writeHead(isKnown ? 200 : 404, { 'content-type': 'application/json' }).end(isKnown ? body : '{}')
    if (distance > 0) setTimeout(answer, distance)
    else answer()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  await shutdown.add(async () => server.close().closeAllConnections())
  const domain = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { domain, moveAway: (milliseconds) => void (distance = milliseconds) }
}

export async function startTenant(shutdown: Shutdown): Promise<Tenant> {
  const { publicKey, privateKey } = await generateKeyPair('RS256')
  const header = { alg: 'RS256', typ: 'JWT', kid: randomUUID() }
  const jwk = { ...(await exportJWK(publicKey)), kid: header.kid, alg: 'RS256', use: 'sig' }
  const { domain, moveAway } = await startKeyServer(jwk, shutdown)
  const sign = (user: number, claims: JWTPayload) =>
    new SignJWT({ sub: subjectOf(user), sid: randomUUID(), azp: clientId, ...claims })
      .setProtectedHeader(header)
      .setIssuedAt()
      .setExpirationTime(`${lifeSeconds}s`)
      .sign(privateKey)
  const iss = `${domain}/`
  const access = { iss, aud: [audience, `${iss}userinfo`], scope: 'openid profile email' }
  const keycloakIssuer = `${domain}/realms/${realm}`
  return {
    options: { domain, clientId, audience },
    idToken: (user) => sign(user, { iss, aud: clientId, ...profileOf(user) }),
    accessToken: (user) => sign(user, access),
    keycloakOptions: { config: { 'auth-server-url': domain, realm, 'client-id': clientId } },
    keycloakToken: (user) => sign(user, { iss: keycloakIssuer, aud: clientId, ...profileOf(user) }),
    moveAway,
  }
}
