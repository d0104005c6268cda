/** Seals the content of mails: their links are as good as a password while they are stored. */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { pack, unpack } from './content'
import type { StoredMail } from './stored-mail'

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
