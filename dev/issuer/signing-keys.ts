/** The issuer's signing keys: made at the first start, kept in the data folder, renewed on demand. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose'
import { z } from 'zod'

const part = z.base64url().min(1)
const keySet = z.object({
  keys: z
    .array(
      z.object({
        ...{ kty: z.literal('RSA'), use: z.literal('sig'), alg: z.literal('RS256'), kid: part },
        ...{ n: part, e: part, d: part, p: part, q: part, dp: part, dq: part, qi: part },
      }),
    )
    .min(1),
})

/** Private keys as RFC 7517 has them; the first one signs. */
export type KeySet = z.infer<typeof keySet>

async function newKey(): Promise<KeySet['keys'][number]> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const jwk = await exportJWK(privateKey)
  const kid = await calculateJwkThumbprint(jwk)
  return keySet.shape.keys.element.parse({ ...jwk, kid, use: 'sig', alg: 'RS256' })
}

function parseKeys(file: string, text: string): KeySet {
  try {
    return keySet.parse(JSON.parse(text))
  } catch {
    throw new Error(`${file} can't be read: delete it, and the next start makes new keys`)
  }
}

/** Keys that can be renewed. */
export interface SigningKeys {
  current: () => KeySet
  /** Signs with a new key from now on. The one before stays in the set, so that its tokens still hold. */
  rotate: () => Promise<KeySet>
}

/** @param dataDir without it the keys are kept in memory only */
export async function loadSigningKeys(dataDir: string | undefined): Promise<SigningKeys> {
  const file = dataDir === undefined ? undefined : join(dataDir, 'issuer-keys.json')
  const text = file === undefined ? undefined : await readFile(file, 'utf8').catch(() => undefined)
  let keys: KeySet = { keys: [] }

  async function rotate() {
    keys = { keys: [await newKey(), ...keys.keys.slice(0, 1)] }
    if (file !== undefined) await writeFile(file, JSON.stringify(keys), { mode: 0o600 })
    return keys
  }

  if (file !== undefined && text !== undefined) keys = parseKeys(file, text)
  else await rotate()
  return { current: () => keys, rotate }
}
