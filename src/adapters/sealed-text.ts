/** Encrypts texts that are kept in the database, under keys that are made from the master key. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const algorithm = 'aes-256-gcm'
const version = 1
const ivBytes = 12
const tagBytes = 16

/** By HKDF (RFC 5869), another one for each use. @returns 32 bytes */
export const deriveKey = (secret: string, use: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', `parse-server-accounts/${use}`, 32))

/** What a text belongs to: sealed, it can't be moved to something else. */
export type Label = readonly unknown[]

export interface TextSeal {
  close(text: string, label: Label): string
  /** @throws when it was sealed with another key, for another label, or was changed */
  open(sealed: string, label: Label): string
}

const bytesOf = (label: Label) => Buffer.from(JSON.stringify(label))

/**
 * AES-256-GCM with a random IV (NIST SP 800-38D, section 8.2.2).
 * Layout: one byte of version, IV, tag, ciphertext; as base64url.
 */
export const createTextSeal = (key: Buffer): TextSeal => ({
  close(text, label) {
    const iv = randomBytes(ivBytes)
    const cipher = createCipheriv(algorithm, key, iv).setAAD(bytesOf(label))
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
    return Buffer.concat([Buffer.of(version), iv, cipher.getAuthTag(), sealed]).toString('base64url')
  },
  open(sealed, label) {
    const bytes = Buffer.from(sealed, 'base64url')
    if (bytes[0] !== version) throw new Error('Unknown version of a sealed text.')
    const [iv, tag] = [bytes.subarray(1, 1 + ivBytes), bytes.subarray(1 + ivBytes, 1 + ivBytes + tagBytes)]
    const decipher = createDecipheriv(algorithm, key, iv, { authTagLength: tagBytes })
    decipher.setAAD(bytesOf(label)).setAuthTag(tag)
    const opened = [decipher.update(bytes.subarray(1 + ivBytes + tagBytes)), decipher.final()]
    return Buffer.concat(opened).toString('utf8')
  },
})
