/** Codes that stand for a session for a minute: an address may hold one, as it works once and for one origin only. */
import { hash, randomUUID } from 'node:crypto'
import { createTextSeal, deriveKey } from '../../adapters/sealed-text'
import type { ExpiringStore } from '../../part/part'

/** What a code is for. */
interface Handed {
  sessionToken: string
  /** Whose scripts may exchange it. */
  origin: string
  /** S256 of a verifier (RFC 7636, section 4.2), where the app has sent one; else empty. */
  challenge: string
}

/** Whose doing a sign-in is: whoever knows the password can send others a code, but only an operator one of an operator. */
type By = 'user' | 'operator'

export interface Presented {
  code: string
  origin: string
  /** Nothing where none was sent; empty where it is no text, which fits no code. */
  verifier: string | undefined
  /** Of whom a code is taken; nothing where it may be anybody's. */
  by: string | undefined
}

export interface Codes {
  make: (handed: Handed) => string
  /** @returns the token of the session, the first time */
  exchange: (presented: Presented) => Promise<string | undefined>
}

const lifeSeconds = 60
const label = ['hand-over']

/** A verifier for a code that was asked for without one has come by another browser (RFC 9700, section 4.8.2). */
function fits(challenge: string, verifier: string | undefined): boolean {
  if (verifier === undefined) return challenge === ''
  return verifier !== '' && challenge === hash('sha256', verifier, 'base64url')
}

/**
 * Nothing of a session is stored but whether its code was used, by a digest.
 * @param secret of all nodes
 * @param maker who signs in where codes are made
 */
export function createCodes(secret: string, store: Pick<ExpiringStore, 'claim'>, maker: By = 'user'): Codes {
  const seal = createTextSeal(deriveKey(secret, 'pages/hand-over'))
  // Several texts decode to the same code: what is used up stands in it.
  const open = (code: string) => {
    try {
      return JSON.parse(seal.open(code, label)) as Handed & { by: By; id: string; end: number }
    } catch {
      return undefined
    }
  }
  return {
    make: (handed) => {
      const end = Date.now() + lifeSeconds * 1000
      return seal.close(JSON.stringify({ ...handed, by: maker, id: randomUUID(), end }), label)
    },
    exchange: async ({ code, origin, verifier, by }) => {
      const handed = open(code)
      if (!handed || handed.end < Date.now()) return undefined
      if (by !== undefined && by !== handed.by) return undefined
      if (handed.origin !== origin || !fits(handed.challenge, verifier)) return undefined
      return (await store.claim(`hand-over:${handed.id}`, lifeSeconds)) ? handed.sessionToken : undefined
    },
  }
}
