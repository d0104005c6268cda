/** Tokens whose header or signature is not the tenant's. */
import { createHmac, createPublicKey } from 'node:crypto'
import type { Tenant } from '../tenant'
import { encode, makeKey, type Overrides, signToken, type TenantKey } from '../tenant/keys'
import { type Attack, type Kind, row, tokenOf, withClaims } from './rows'

/** Nobody's key. One will do: a new one for each row would take its time. */
let madeBefore: TenantKey | undefined
const foreignKey = (): TenantKey => (madeBefore ??= makeKey())

const partsOf = (token: string) => token.split('.') as [string, string, string]

const claimsOf = (token: string): Overrides =>
  JSON.parse(Buffer.from(partsOf(token)[1], 'base64url').toString()) as Overrides

/** Signs the claims of a valid token with a key that is not the tenant's. */
async function forge(tenant: Tenant, kind: Kind, header: Overrides, key = foreignKey()): Promise<string> {
  return signToken(key, claimsOf(await tokenOf(tenant, kind)), header)
}

/** The tenant's public key, taken for a shared secret. */
async function confuse(tenant: Tenant, kind: Kind, secretOf: (tenant: Tenant) => string): Promise<string> {
  const [, claims] = partsOf(await tokenOf(tenant, kind))
  const input = `${encode({ alg: 'HS256', typ: 'JWT', kid: tenant.keys.current.kid })}.${claims}`
  return `${input}.${createHmac('sha256', secretOf(tenant)).update(input).digest('base64url')}`
}

const pemOf = ({ keys }: Tenant) =>
  createPublicKey({ key: keys.current.jwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' }).toString()

async function unsigned(tenant: Tenant, kind: Kind, alg: string): Promise<string> {
  const [, claims] = partsOf(await tokenOf(tenant, kind))
  return `${encode({ alg, typ: 'JWT', kid: tenant.keys.current.kid })}.${claims}.`
}

async function tampered(tenant: Tenant, kind: Kind): Promise<string> {
  const token = await tokenOf(tenant, kind)
  const [header, , signature] = partsOf(token)
  return `${header}.${encode({ ...claimsOf(token), sub: 'auth0|eve' })}.${signature}`
}

const withoutSignature = async (tenant: Tenant, kind: Kind) =>
  (await tokenOf(tenant, kind)).replace(/[^.]+$/, '')

/** The attacker's own key, in all places of a header that may name one. */
async function selfSigned(tenant: Tenant, kind: Kind, member: 'jwk' | 'jku' | 'x5u'): Promise<string> {
  const key = foreignKey()
  const value = member === 'jwk' ? key.jwk : `http://127.0.0.1:9/${member}`
  return forge(tenant, kind, { kid: tenant.keys.current.kid, [member]: value }, key)
}

/** Signed with the tenant's own key, by an algorithm that was not configured. */
async function otherAlgorithm(tenant: Tenant, kind: Kind): Promise<string> {
  return forge(tenant, kind, {}, { ...tenant.keys.current, alg: 'PS256' })
}

export const signatureAttacks = (kind: Kind): Attack[] => [
  row(kind, 'without a signature (none)', (tenant) => unsigned(tenant, kind, 'none')),
  row(kind, 'without a signature (NONE)', (tenant) => unsigned(tenant, kind, 'NONE')),
  row(kind, 'without a signature, by RS256', (tenant) => unsigned(tenant, kind, 'RS256')),
  row(kind, 'whose signature was cut off', (tenant) => withoutSignature(tenant, kind)),
  row(kind, 'signed by HS256 with the public key as PEM', (tenant) => confuse(tenant, kind, pemOf)),
  row(kind, 'signed by HS256 with the public key as JWK', (tenant) =>
    confuse(tenant, kind, ({ keys }) => JSON.stringify(keys.current.jwk)),
  ),
  row(kind, 'with a payload that was changed', (tenant) => tampered(tenant, kind)),
  row(kind, 'signed with another key under a known kid', (tenant) =>
    forge(tenant, kind, { kid: tenant.keys.current.kid }),
  ),
  { ...row(kind, 'with an unknown kid', (tenant) => forge(tenant, kind, {})), fault: 'key' },
  row(kind, 'of the jwk in its own header', (tenant) => selfSigned(tenant, kind, 'jwk')),
  row(kind, 'of the jku in its own header', (tenant) => selfSigned(tenant, kind, 'jku')),
  row(kind, 'of the x5u in its own header', (tenant) => selfSigned(tenant, kind, 'x5u')),
  row(kind, 'signed by an algorithm that was not configured', (tenant) => otherAlgorithm(tenant, kind)),
  withClaims(kind, 'without a kid', {}, { kid: undefined }),
  withClaims(kind, 'whose kid is a number', {}, { kid: 1 }),
  withClaims(kind, 'with a critical header that nobody knows', {}, { crit: ['quoted'], quoted: 1 }),
  withClaims(kind, 'with an unencoded payload', {}, { crit: ['b64'], b64: false }),
  row(kind, 'that is no JWT', async () => 'opaque-token-of-auth0'),
  row(kind, 'of five parts', async (tenant) => `${await tokenOf(tenant, kind)}.x.y`),
  row(kind, 'whose payload is a list', async ({ keys }) => signToken(keys.current, ['auth0|ann'])),
  row(kind, 'whose payload is no JSON', async () => `${encode({ alg: 'RS256' })}.bm90IEpTT04.c2ln`),
  withClaims(kind, 'of more than 16,384 characters', { padding: 'x'.repeat(16_384) }),
]
