/**
 * The links with which operators log in as users: minutes long, and signed, so that nothing is stored before they are
 * used.
 */
import { randomUUID } from 'node:crypto'
import { deriveKey } from '../../adapters/sealed-text'
import type { ExpiringStore } from '../../part/part'
import type { Operator } from '../../parse/request/operator'
import { masterKeyOf } from '../../parse/master-key'
import { jose } from '../../parse/libraries'

/** What a link says. */
export interface LogInTicket {
  userId: string
  operator: Operator
  /** Of this link alone. */
  id: string
}

/** Name of the page. */
export const logInPage = 'log-in-as'

export const validitySeconds = 5 * 60
const algorithm = 'HS256'

/** By HKDF, a key for this alone. */
const keyOf = async (appId: string): Promise<Uint8Array> => deriveKey(await masterKeyOf(appId), 'log-in-as')

export const signTicket = async (
  appId: string,
  { userId, operator, expiresAt }: { userId: string; operator: Operator; expiresAt: Date },
): Promise<string> =>
  new (jose().SignJWT)({ operator: { ...operator } })
    .setProtectedHeader({ alg: algorithm })
    .setSubject(userId)
    .setJti(randomUUID())
    .setExpirationTime(expiresAt)
    .sign(await keyOf(appId))

/** @returns nothing for a link that is not of ours, was changed, or is too old */
export async function readTicket(appId: string, token: string): Promise<LogInTicket | undefined> {
  const key = await keyOf(appId)
  try {
    const { payload } = await jose().jwtVerify<{ operator: Operator }>(token, key, {
      algorithms: [algorithm],
      requiredClaims: ['sub', 'jti', 'exp', 'operator'],
    })
    return { userId: String(payload.sub), operator: payload.operator, id: String(payload.jti) }
  } catch {
    return undefined
  }
}

/** Uses a link up. @returns whether it was the first time */
export const useTicket = (store: Pick<ExpiringStore, 'claim'>, { id }: LogInTicket): Promise<boolean> =>
  store.claim(`log-in-as:${id}`, 2 * validitySeconds)
