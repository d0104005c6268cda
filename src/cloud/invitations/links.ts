/**
 * The tokens in the links of invitations: sealed, so that neither the address nor anything else of them is stored or
 * shown.
 */
import { randomUUID } from 'node:crypto'
import { createTextSeal, deriveKey, type TextSeal } from '../../adapters/sealed-text'
import type { ExpiringStore, Running } from '../../part/part'
import { masterKeyOf } from '../../parse/master-key'

/** What a link says. */
export interface Invitation {
  email: string
  /** Of this link alone. */
  id: string
  /** Milliseconds since the epoch. */
  endsAt: number
}

export const validitySeconds = 7 * 24 * 60 * 60

const label = ['invitation']

const sealOf = async (appId: string): Promise<TextSeal> =>
  createTextSeal(deriveKey(await masterKeyOf(appId), 'invitations'))

export async function makeToken(appId: string, email: string): Promise<string> {
  const invitation: Invitation = { email, id: randomUUID(), endsAt: Date.now() + validitySeconds * 1000 }
  return (await sealOf(appId)).close(JSON.stringify(invitation), label)
}

/** @returns nothing for one that is not of ours, was changed, or is too old */
export async function readToken(appId: string, token: string): Promise<Invitation | undefined> {
  const seal = await sealOf(appId)
  try {
    const invitation = JSON.parse(seal.open(token, label)) as Invitation
    return invitation.endsAt > Date.now() ? invitation : undefined
  } catch {
    return undefined
  }
}

const keyOf = ({ id }: Invitation) => `invitation:${id}`

/** Longer than a sign-up takes: one whose process was killed leaves the invitation to the next one. */
const heldSeconds = 60

/** An invitation that a sign-up holds, until it has succeeded or failed. */
export interface HeldInvitation {
  use: () => Promise<void>
  giveBack: () => Promise<void>
}

/** @returns nothing where it was used, or another sign-up holds it */
export async function holdInvitation(
  store: ExpiringStore,
  invitation: Invitation,
): Promise<HeldInvitation | undefined> {
  const key = keyOf(invitation)
  const heldUntil = Date.now() + heldSeconds * 1000
  if (!(await store.claim(key, heldSeconds))) return undefined
  return {
    use: () => store.note(key, 1, Math.max(1, Math.ceil((invitation.endsAt - Date.now()) / 1000))),
    // Afterwards, somebody else may have used it.
    giveBack: async () => {
      if (Date.now() < heldUntil) await store.release(key)
    },
  }
}

/** The address of an invitation that can still be used: of any other, its link tells nothing. */
export async function invitedAddress(
  token: string,
  { config: { appId }, store }: Pick<Running, 'config' | 'store'>,
): Promise<string | undefined> {
  const invitation = await readToken(appId, token)
  if (!invitation) return undefined
  const used = await (await store()).read([keyOf(invitation)])
  return used.size > 0 ? undefined : invitation.email
}
