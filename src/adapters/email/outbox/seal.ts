/** Seals the content of mails: their links are as good as a password while they are stored. */
import { createHmac } from 'node:crypto'
import type { StoredMail } from './stored-mail'
import { AccountsError } from '../../../errors'
import { createTextSeal, deriveKey } from '../../sealed-text'

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

const labelOf = ({ mailId, kind, to }: Label) => [mailId, kind, to]

/** Of contents, as {@link createTextSeal} seals them. */
export function createSeal(secret: string): Seal {
  const texts = createTextSeal(deriveKey(secret, 'outbox/content'))
  const digestKey = deriveKey(secret, 'outbox/replaces')
  return {
    close: (content, label) => texts.close(pack(content), labelOf(label)),
    open: (mail) => unpack(texts.open(mail.content, labelOf(mail))),
    digest: (key) => createHmac('sha256', digestKey).update(key).digest('base64url'),
  }
}
