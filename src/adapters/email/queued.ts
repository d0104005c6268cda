/** Puts mails into the outbox, and hands them over to the adapter when their turn has come. */
import { internals, type ParseConfig, type ParseUser } from '../../parse/internals'
import { createDispatch, type Dispatch, type DispatchParts } from './dispatch'
import type { Reader, Recipient } from '../../api/email'
import { createHandOver } from './hand-over'
import type { Mail, UserMailKind } from './hand-over'
import { withTimeLeft } from './link-end'
import { mailStore, storeNameFor } from './outbox/open'
import { createOutbox, type Outbox } from './outbox/outbox'

/** What the outbox needs of a Parse Server that has started. */
export interface Started {
  config: ParseConfig
  /** The contents of mails are encrypted with a key that is made of it. */
  masterKey: string
  /** The right half of Message-IDs. */
  messageIdHost: string
}

/** Mails are kept until they are delivered. */
export interface QueuedDispatch extends Dispatch {
  /** Opens the outbox, and begins to send. */
  start(started: Started): Promise<void>
  /** There when it has started. */
  outbox: () => Outbox | undefined
}

interface QueueParts extends Omit<DispatchParts, 'accept' | 'isAwaited'> {
  /** Where mails are kept, if not in the database of Parse Server. */
  redisUrl: string | undefined
  /** Leaves the mails of other processes to them. */
  sendsOwnOnly: boolean | undefined
}

const addressOf = (recipient: Recipient | undefined) =>
  typeof recipient === 'object' ? recipient.address : recipient

/** Mails to one address keep their order. */
function recipientOf(mail: Mail): string {
  const to = 'message' in mail ? addressOf([mail.message.to].flat()[0]) : addressIn(mail.email.user)
  if (typeof to !== 'string') throw new Error('The mail has no recipient.')
  return to
}

/** Whether there are recipients beside the one whose mails keep their order. */
function isForSeveral(mail: Mail): boolean {
  if (!('message' in mail)) return false
  const { to, cc, bcc } = mail.message
  const addresses = [to, cc, bcc].flat().map(addressOf)
  return new Set(addresses.filter(Boolean)).size > 1
}

const addressIn = (user: Reader) => user.get('email') ?? user.get('username')

/** What is kept of a mail, encrypted. */
const contentOf = (mail: Mail): unknown =>
  'message' in mail
    ? mail
    : { ...mail, email: { ...mail.email, user: (mail.email.user as ParseUser).toJSON() } }

/** The mail again, as this try sends it. @throws for one whose link has ended */
function mailOf(content: unknown, messageId: string): Mail {
  const mail = content as Mail
  if ('message' in mail) return { ...mail, message: { ...mail.message, messageId } }
  const { User } = internals.Parse()
  const user = User.fromJSON({ ...(mail.email.user as unknown as object), className: '_User' })
  return { ...mail, email: { ...withTimeLeft(mail.email, mail.endsAt), user, messageId } }
}

/** Of verification and reset mails to one user, only the link of the newest works. */
export const keyFor = (kind: UserMailKind, userId: unknown) => `${kind}:${String(userId)}`

const keyOf = (mail: Mail): string | undefined =>
  'message' in mail ? undefined : keyFor(mail.kind, (mail.email.user as ParseUser).id)

export function createQueuedDispatch({ redisUrl, sendsOwnOnly, ...parts }: QueueParts): QueuedDispatch {
  const { adapter, onFailure } = parts
  const handOver = createHandOver(adapter, onFailure)
  let outbox: Outbox | undefined

  async function accept(mail: Mail, replaces = keyOf(mail)): Promise<void> {
    if (!outbox) throw new Error('The outbox is not open.')
    const key = replaces === undefined ? {} : { replaces }
    const { kind } = mail
    const isShared = isForSeveral(mail)
    await outbox.add({ kind, to: recipientOf(mail), isShared, ...key, content: contentOf(mail) })
  }

  return {
    ...createDispatch({ ...parts, accept, isAwaited: true }),
    start: async ({ config, masterKey, messageIdHost }) => {
      outbox = createOutbox({
        store: redisUrl ?? config.databaseController.adapter,
        storeName: storeNameFor(mailStore, config.appId, redisUrl),
        sendsOwnOnly,
        secret: masterKey,
        deliver: (content, { messageId }) => handOver(mailOf(content, messageId)),
        messageIdHost,
        onGivenUp: ({ kind, reason = 'unknown reason' }) => onFailure(kind, reason),
        log: (message) => config.loggerController.warn(message),
      })
      await outbox.start()
    },
    outbox: () => outbox,
  }
}
