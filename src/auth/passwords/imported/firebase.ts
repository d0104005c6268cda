/**
 * Firebase's own scrypt: the password's key encrypts the project's signer key, and the result is the hash. Stored with
 * all that it takes, as `$firebase-scrypt$ln=14,r=8$salt$separator$signerKey$hash`.
 * @see https://github.com/firebase/scrypt
 */
import { createCipheriv, timingSafeEqual } from 'node:crypto'
import { bytesOf, type HashFormat } from './format'
import { faultOfCost, scryptKey } from './scrypt'

/** Of a project: Firebase console → Authentication → Users → Password hash parameters. */
export interface FirebaseParameters {
  rounds: number
  memCost: number
  /** Base64. */
  saltSeparator: string
  /** Base64. */
  signerKey: string
}

const base64 = '[A-Za-z0-9+/_-]+={0,2}'
const form = new RegExp(
  `^\\$firebase-scrypt\\$ln=(\\d{1,2}),r=(\\d{1,3})\\$(${base64})\\$(${base64}|)\\$(${base64})\\$(${base64})$`,
)

/** @param salt and hash in Base64, as `firebase auth:export` has them */
export const firebaseHash = (
  { memCost, rounds, saltSeparator, signerKey }: FirebaseParameters,
  salt: string,
  hash: string,
): string => `$firebase-scrypt$ln=${memCost},r=${rounds}$${salt}$${saltSeparator}$${signerKey}$${hash}`

function parse(stored: string) {
  const [, ln, r, salt = '', separator = '', signerKey = '', hash = ''] = form.exec(stored) ?? []
  if (ln === undefined) return undefined
  return {
    cost: { ln: Number(ln), r: Number(r), p: 1 },
    salt: Buffer.concat([bytesOf(salt), bytesOf(separator)]),
    signerKey: bytesOf(signerKey),
    hash: bytesOf(hash),
  }
}

export const firebaseFormat: HashFormat = {
  prefix: '$firebase-scrypt$',
  faultOf: (stored) => {
    const parsed = parse(stored)
    if (!parsed || parsed.hash.length !== parsed.signerKey.length)
      return 'does not fit the hash parameters of a Firebase project'
    return faultOfCost(parsed.cost)
  },
  verify: async (password, stored) => {
    const parsed = parse(stored)
    if (!parsed) return false
    const key = await scryptKey(password, parsed.salt, 32, parsed.cost)
    const cipher = createCipheriv('aes-256-ctr', key, Buffer.alloc(16))
    const made = Buffer.concat([cipher.update(parsed.signerKey), cipher.final()])
    return made.length === parsed.hash.length && timingSafeEqual(made, parsed.hash)
  },
}
