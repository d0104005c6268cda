/**
 * Twitter's `authData` as the REST guide has it: OAuth 1.0a tokens, checked against Twitter itself. The adapter
 * inside parse-server 9 refuses this shape.
 */
import { createHmac } from 'node:crypto'
import OAuth from 'oauth-1.0a'
import { parseError } from '../parse/errors'
import type { Part } from '../part/part'

interface TwitterOptions {
  consumer_key: string
  consumer_secret: string
}

/** What the guide's client sends; its consumer secret is not used, as ours is known and its own proves nothing. */
interface TwitterAuthData {
  id?: unknown
  consumer_key?: unknown
  auth_token?: unknown
  auth_token_secret?: unknown
}

interface Adapter {
  validateOptions(this: { beforeFind?: unknown }, options: Partial<TwitterOptions>): void
  validateAuthData(authData: TwitterAuthData, options: TwitterOptions): Promise<{ save: object }>
}

const endpoint = 'https://api.twitter.com/1.1/account/verify_credentials.json'
const timeoutMs = 5000

const invalid = () => parseError('OBJECT_NOT_FOUND', 'Twitter auth is invalid for this user.')
const unreachable = () => parseError('CONNECTION_FAILED', 'Twitter could not be asked. Please try again.')

function authorization(options: TwitterOptions, token: { key: string; secret: string }): string {
  const oauth = new OAuth({
    consumer: { key: options.consumer_key, secret: options.consumer_secret },
    signature_method: 'HMAC-SHA1',
    hash_function: (text, key) => createHmac('sha1', key).update(text).digest('base64'),
  })
  return oauth.toHeader(oauth.authorize({ url: endpoint, method: 'GET' }, token)).Authorization
}

/** What Twitter says of the holder of a token, which may be anything. */
interface Profile {
  id_str?: unknown
  screen_name?: unknown
}

async function profileOf(
  options: TwitterOptions,
  token: { key: string; secret: string },
): Promise<Profile | null> {
  const headers = { authorization: authorization(options, token) }
  const answer = await fetch(endpoint, { headers, signal: AbortSignal.timeout(timeoutMs) }).catch(() => {
    throw unreachable()
  })
  if (answer.status >= 500 || answer.status === 429) throw unreachable()
  if (!answer.ok) throw invalid()
  return (await answer.json().catch(() => null)) as Profile | null
}

/** What is stored of a user. */
interface Stored {
  id: string
  screen_name?: string
}

/**
 * A screen name that is sent proves nothing: it may be anybody's.
 * @throws {Parse.Error} 101 unless the token was made for this app and belongs to the given id.
 */
async function verify(authData: TwitterAuthData, options: TwitterOptions): Promise<Stored> {
  const { id, consumer_key: consumerKey, auth_token: key, auth_token_secret: secret } = authData
  if (consumerKey !== undefined && consumerKey !== options.consumer_key) throw invalid()
  if (typeof key !== 'string' || typeof secret !== 'string' || typeof id !== 'string') throw invalid()
  const profile = await profileOf(options, { key, secret })
  if (profile?.id_str !== id) throw invalid()
  const { screen_name } = profile
  return typeof screen_name === 'string' ? { id, screen_name } : { id }
}

/**
 * The adapter for `auth.twitter: { consumer_key, consumer_secret }`. Stores id and screen name, no secret.
 * @see REST guide, "Twitter authData"
 */
export function createTwitterAdapter(): Adapter {
  const verified = new WeakMap<TwitterAuthData, Stored>()
  const verifyOnce = async (authData: TwitterAuthData, options: TwitterOptions): Promise<Stored> => {
    const known = verified.get(authData)
    if (known) return known
    const stored = await verify(authData, options)
    verified.set(authData, stored)
    return stored
  }
  return {
    validateOptions(options) {
      const { consumer_key, consumer_secret } = options
      if (!consumer_key || !consumer_secret) throw new Error('expected { consumer_key, consumer_secret }')
      // parse-server copies no `beforeFind` from an adapter. It has to verify, before `beforeLogin` runs.
      this.beforeFind = (authData: TwitterAuthData) => verifyOnce(authData, { consumer_key, consumer_secret })
    },
    validateAuthData: async (authData, options) => ({ save: await verifyOnce(authData, options) }),
  }
}

/** `auth.twitter` gets our adapter, unless the host brings its own. */
export const twitter: Part = {
  name: 'twitter',
  parseOptions: (options) => {
    const { twitter, ...auth } = (options.auth ?? {}) as { twitter?: object }
    if (!twitter || 'module' in twitter || 'class' in twitter || 'adapter' in twitter) return options
    return { ...options, auth: { ...auth, twitter: { ...twitter, module: createTwitterAdapter() } } }
  },
}
