/** The key that signs mails (DKIM): with one that can't, nodemailer would send mails without a signature, or a wrong one. */
import { createPrivateKey, type KeyObject } from 'node:crypto'

/** Shorter ones verify nowhere (RFC 8301, section 3.2). */
const leastBits = 1024

/** As environment variables hold a key: in one line, with its newlines escaped. */
export const withNewlines = (pem: string): string => pem.replace(/\\r\\n|\\n/g, '\n')

function read(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem)
  } catch {
    return undefined
  }
}

/** @returns what is wrong with a key, without any part of it; nothing for one that signs */
export function signingKeyProblem(pem: string): string | undefined {
  if (/-BEGIN [A-Z ]*PUBLIC KEY-/.test(pem))
    return 'this is a public key, which belongs in DNS: expected the private one'
  if (pem.includes('ENCRYPTED')) return 'expected a private key without a passphrase'
  const key = read(pem)
  if (!key) return 'expected a private key in PEM, with its lines, from -----BEGIN to -----END'
  if (key.asymmetricKeyType !== 'rsa') return 'expected an RSA key: mails are signed by rsa-sha256'
  if ((key.asymmetricKeyDetails?.modulusLength ?? 0) < leastBits)
    return `expected a key of at least ${leastBits} bits: mail servers take no shorter one`
  return undefined
}
