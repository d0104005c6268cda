/** Seals the content of mails: their links are as good as a password while they are stored. */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import type { StoredMail } from './stored-mail'
import { AccountsError } from '../../../errors'

/** MongoDB takes 16 MB a document; encrypted, as text, a mail grows by a third twice. */
const mostCharacters = 8 * 1024 * 1024

interface Bytes {
  $bytes: string
}

const isBytes = (value: unknown): value is Bytes =>
  typeof value === 'object' && value !== null && typeof (value as Partial<Bytes>).$bytes === 'string'

/** Streams can be read once, and functions are nothing that another node could run. */
const isLive = (value: unknown): boolean =>
  typeof value === 'function' ||
  (typeof value === 'object' && value !== null && typeof (value as { pipe?: unknown }).pipe === 'function')

function packValue(this: Record<string, unknown>, key: string, value: unknown): unknown {
  const { [key]: given } = this
  if (given instanceof Uint8Array) return { $bytes: Buffer.from(given).toString('base64') } satisfies Bytes
  if (isLive(given))
    throw new AccountsError('ERR_MAIL', `The mail can’t be kept: ${key} is no text and no bytes.`)
  return value
}

/** @throws {AccountsError} `ERR_MAIL` for a stream, a function, or more than 8 MB. */
export function pack(content: unknown): string {
  const packed = JSON.stringify(content, packValue)
  if (packed.length <= mostCharacters) return packed
  throw new AccountsError('ERR_MAIL', 'The mail can’t be kept: it is larger than 8 MB.')
}

export const unpack = (packed: string): unknown =>
  JSON.parse(packed, (_key, value: unknown) => (isBytes(value) ? Buffer.from(value.$bytes, 'base64') : value))

/** What a sealed content belongs to: it can't be moved to another mail. */
type Label = Pick<StoredMail, 'mailId' | 'kind' | 'to'>

/** Encrypts contents, and digests keys. */
export interface Seal {
  /** @throws {AccountsError} `ERR_MAIL` for what can't be kept. */
  close(content: unknown, label: Label): string
  /** @throws when it was sealed with another secret, for another mail, or was changed */
  open(mail: StoredMail): unknown
  digest(key: string): string
}

const algorithm = 'aes-256-gcm'
const version = 1
const ivBytes = 12
const tagBytes = 16

const bytesOf = ({ mailId, kind, to }: Label) => Buffer.from(JSON.stringify([mailId, kind, to]))

/**
 * AES-256-GCM with a random IV (NIST SP 800-38D, section 8.2.2), under keys by HKDF (RFC 5869).
 * Layout: one byte of version, IV, tag, ciphertext; as base64url.
 */
export function createSeal(secret: string): Seal {
  const keyFor = (use: string) =>
    Buffer.from(hkdfSync('sha256', secret, '', `parse-server-accounts/outbox/${use}`, 32))
  const contentKey = keyFor('content')
  const digestKey = keyFor('replaces')
  return {
    close(content, label) {
      const iv = randomBytes(ivBytes)
      const cipher = createCipheriv(algorithm, contentKey, iv).setAAD(bytesOf(label))
      const sealed = Buffer.concat([cipher.update(pack(content), 'utf8'), cipher.final()])
      return Buffer.concat([Buffer.of(version), iv, cipher.getAuthTag(), sealed]).toString('base64url')
    },
    open(mail) {
      const bytes = Buffer.from(mail.content, 'base64url')
      if (bytes[0] !== version) throw new Error('Unknown version of a sealed mail.')
      const [iv, tag] = [bytes.subarray(1, 1 + ivBytes), bytes.subarray(1 + ivBytes, 1 + ivBytes + tagBytes)]
      const decipher = createDecipheriv(algorithm, contentKey, iv, { authTagLength: tagBytes })
      decipher.setAAD(bytesOf(mail)).setAuthTag(tag)
      const opened = [decipher.update(bytes.subarray(1 + ivBytes + tagBytes)), decipher.final()]
      return unpack(Buffer.concat(opened).toString('utf8'))
    },
    digest: (key) => createHmac('sha256', digestKey).update(key).digest('base64url'),
  }
}
