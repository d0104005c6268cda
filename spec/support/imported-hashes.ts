/** One password as other systems have hashed it. */
import { pbkdf2Sync, scryptSync } from 'node:crypto'
import { hashSync } from '@node-rs/argon2'
import { firebaseHash, type FirebaseParameters } from '../../src/auth/passwords/imported/firebase'
import type { DatabaseAdapter } from '../../src/parse/internals'
import type { Host } from './host'
import { configOf, rowOf } from './rule-users'

export const importedPassword = 'user1password'

/** Those of the example of https://github.com/firebase/scrypt, as are password, salt and hash. */
export const firebaseParameters: FirebaseParameters = {
  rounds: 8,
  memCost: 14,
  saltSeparator: 'Bw==',
  signerKey: 'jxspr8Ki0RYycVU8zykbdLGjFQ3McFUH0uiiTvC8pVMXAn210wjLNmdZJzxUECKbm0QsEmYUSDzZvpjeJ9WmXA==',
}
export const firebaseUser = {
  salt: '42xEC+ixf3L2lw==',
  hash: 'lSrfV15cpx95/sZS2W9c9Kp6i/LVgQNDNC/qzrCnh1SAyZvqmZqAjTdn3aoItz+VHjoZilo78198JAdRuid5lQ==',
}

const salt = Buffer.from('a salt of 16 by.')
const withoutPadding = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')
const phc = (head: string, key: Buffer) => `$${head}$${withoutPadding(salt)}$${withoutPadding(key)}`

export const importedHashes: Record<string, string> = {
  'Firebase’s scrypt': firebaseHash(firebaseParameters, firebaseUser.salt, firebaseUser.hash),
  scrypt: phc('scrypt$ln=12,r=8,p=1', scryptSync(importedPassword, salt, 32, { N: 2 ** 12 })),
  PBKDF2: phc('pbkdf2-sha256$i=1000', pbkdf2Sync(importedPassword, salt, 1000, 32, 'sha256')),
  Argon2: hashSync(importedPassword, { memoryCost: 4096 }),
}

const fields = { fields: { objectId: { type: 'String' }, _hashed_password: { type: 'String' } } }

/** Takes the place of a user's hash, as an import would have written it. */
export async function setHash(host: Host, objectId: string, hash: string): Promise<void> {
  const { adapter } = configOf(host).database as unknown as { adapter: DatabaseAdapter }
  await adapter.updateObjectsByQuery('_User', fields, { objectId }, { _hashed_password: hash })
}

/** The hash that is stored. */
export async function hashOf(host: Host, objectId: string): Promise<string> {
  const { password, _hashed_password: hash } = await rowOf(host, objectId)
  return String(password ?? hash)
}
