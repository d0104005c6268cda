/** Sign-ins that are under way at a provider: each is tied to the browser that has begun it, and is finished once. */
import { hash, randomBytes } from 'node:crypto'
import { createTextSeal, deriveKey } from '../../adapters/sealed-text'
import type { ExpiringStore } from '../../part/part'
import type { Destination } from '../forms/answers'
import type { Cookie } from '../sign-in/cookie'
import type { Flow } from './provider'

/** What is known of one when the browser is back. */
export interface OpenFlow extends Flow, Destination {
  provider: string
  /** The user who is linked; empty for a sign-in. */
  linkTo: string
  /** Of a sign-up. */
  invitation: string
  locale: string
}

export interface Flows {
  begin: (about: Omit<OpenFlow, 'state' | 'nonce' | 'codeVerifier'>) => {
    flow: OpenFlow
    cookie: string
  }
  /** @returns nothing for an answer that this browser has not asked for, or has used up */
  finish: (
    answer: { provider: string; state: string },
    sealed: string | undefined,
  ) => Promise<OpenFlow | undefined>
}

/** Long enough to find a password there, and a second factor. */
const lifeSeconds = 15 * 60

/** Browsers keep no longer cookie. What is sealed has one byte for each letter, whatever stands in it. */
const mostBytes = 4096

const random = () => randomBytes(32).toString('base64url')
const digestOf = (text: string) => hash('sha256', text, 'base64url')

/**
 * The cookie is encrypted: no other page of the host, and no log, learns the code verifier.
 * @param secret of all nodes
 * @param purpose what is begun for one is finished for no other
 */
export function createFlows(
  secret: string,
  store: Pick<ExpiringStore, 'claim'>,
  cookie: Cookie,
  purpose: 'sign-in' | 'sign-out' = 'sign-in',
): Flows {
  const label = [purpose]
  const seal = createTextSeal(deriveKey(secret, 'pages/providers'))

  function open(sealed: string): (OpenFlow & { end: number }) | undefined {
    try {
      return JSON.parse(seal.open(sealed, label)) as OpenFlow & { end: number }
    } catch {
      return undefined
    }
  }
  function write(flow: OpenFlow): string {
    const sealed = seal.close(JSON.stringify({ ...flow, end: Date.now() + lifeSeconds * 1000 }), label)
    return cookie.write(sealed, lifeSeconds)
  }
  return {
    begin: (about) => {
      const flow = { ...about, state: random(), nonce: random(), codeVerifier: random() }
      const whole = { flow, cookie: write(flow) }
      if (whole.cookie.length <= mostBytes) return whole
      const shorter = { ...flow, next: '' }
      return { flow: shorter, cookie: write(shorter) }
    },
    finish: async ({ provider, state }, sealed) => {
      const flow = sealed === undefined ? undefined : open(sealed)
      if (!flow || flow.end < Date.now() || flow.provider !== provider) return undefined
      if (digestOf(flow.state) !== digestOf(state)) return undefined
      return (await store.claim(`flow:${digestOf(state)}`, lifeSeconds)) ? flow : undefined
    },
  }
}
