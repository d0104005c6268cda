/** Verifies an address by the link in a mail: when the button is pressed, as scanners of mails open links, too. */
import { hash } from 'node:crypto'
import { hasCode, isFault } from '../../parse/errors'
import type { Hooks } from '../../parse/hooks'
import type { RequestConfig } from '../../parse/internals'
import { dateValue } from '../../parse/values'
import type { ExpiringStore } from '../../part/part'
import { type Answer, openAgain, type PageRoutes, type Redirect, show } from '../forms/answers'
import type { Steps } from '../forms/steps'

/** How a link is. `open`: it may be good; whether it is, shows when it is used. */
type State = 'open' | 'used' | 'expired'

export interface Verification {
  hooks: Hooks
  routes: PageRoutes
  /** Uses a link up. */
  verify: (token: string, config: RequestConfig) => Promise<Redirect>
}

const rememberedSeconds = 30 * 24 * 60 * 60
const keyOf = (token: string) => `verified:${hash('sha256', token, 'base64url')}`

const hasExpired = (thrown: unknown) => (thrown as { code?: unknown } | undefined)?.code === 'ERR_JWT_EXPIRED'

/**
 * Whether a link is none, or none any more: its address may be somebody else's by now. Whatever else refuses, as a trigger of
 * the host, would refuse another link as well.
 */
function isBad(thrown: unknown): boolean {
  if (typeof (thrown as { code?: unknown } | undefined)?.code !== 'number') return !isFault(thrown)
  return hasCode(thrown, 'OBJECT_NOT_FOUND', 'EMAIL_TAKEN', 'USERNAME_TAKEN', 'DUPLICATE_VALUE')
}

/** Links that have done their work: their tokens are gone from the users. */
function createUsedLinks(store: ExpiringStore) {
  return {
    note: (token: string) => store.note(keyOf(token), 1, rememberedSeconds).catch(() => undefined),
    /** A store that is away only makes the words less precise. */
    has: async (token: string) => {
      const found = await store.read([keyOf(token)]).catch(() => new Map())
      return found.size > 0
    },
  }
}

export function createVerification(store: ExpiringStore, steps: Steps): Verification {
  const used = createUsedLinks(store)

  async function stateOf(token: string, { database }: RequestConfig): Promise<State> {
    // The same clock as parse-server's, whose word counts.
    const isOver = { $lt: dateValue(new Date().getTime()) }
    const where = { _email_verify_token: token, _email_verify_token_expires_at: isOver }
    if ((await database.find('_User', where, { limit: 1 })).length > 0) return 'expired'
    return (await used.has(token)) ? 'used' : 'open'
  }
  /** Of a used link, the page of the link says what became of it. */
  const bad = async (token: string): Promise<Redirect> =>
    !steps.isOfHost('emailVerificationLinkInvalid') && (await used.has(token))
      ? { to: 'verify-email', token }
      : { step: 'emailVerificationLinkInvalid' }

  async function verify(token: string, config: RequestConfig): Promise<Redirect> {
    const expired: Redirect = { step: 'emailVerificationLinkExpired', token }
    if (token === '') return { step: 'emailVerificationLinkInvalid' }
    if ((await stateOf(token, config)) === 'expired') return expired
    try {
      await config.userController.verifyEmail(token)
    } catch (thrown) {
      if (hasExpired(thrown)) return expired
      if (!isBad(thrown)) throw thrown
      return bad(token)
    }
    return { step: 'emailVerificationSuccess' }
  }
  async function ask(token: string, config: RequestConfig): Promise<Answer> {
    if (token === '') return openAgain
    const state = await stateOf(token, config)
    if (state === 'used') return { page: { name: 'alreadyVerified' } }
    if (state === 'expired') return { page: { name: 'linkExpired' }, status: 410 }
    return { page: { name: 'verifyEmail', values: { token } } }
  }
  return {
    verify,
    hooks: {
      'UserController.verifyEmail': async (next, token) => {
        const verified = await next(token)
        await used.note(token)
        return verified
      },
    },
    routes: {
      'verify-email': {
        get: ({ token }, config) => ask(token, config),
        post: ({ token }, config) => verify(token, config),
        hasLink: true,
      },
      verified: { get: show({ name: 'verified' }) },
      'link-expired': { get: show({ name: 'linkExpired' }, 410) },
    },
  }
}
