/** Puts the mails of Parse Server into the outbox, and hands them over to the adapter when their turn has come. */
import { internals, type ParseConfig } from '../../server/internals'
import { reasonOf } from '../../errors'
import type { ContainedAdapter } from './contained-adapter'
import { createHandOver, type MailKind, publicUser } from './hand-over'
import type { EmailAdapter, UserEmail } from './nodemailer-adapter'
import { createOutbox, type Outbox } from './outbox/outbox'

/** An adapter whose mails are kept until they are delivered. */
export interface QueuedAdapter extends ContainedAdapter {
  /** Opens the outbox in the database, and begins to send. */
  start(started: Started): Promise<void>
  /** There when it has started. */
  outbox: () => Outbox | undefined
}

/** What is kept of a mail, encrypted. */
interface Content {
  kind: MailKind
  appName: string
  link: string
  user: Record<string, unknown>
}

/** What the outbox needs of a Parse Server that has started. */
interface Started {
  config: ParseConfig
  /** The contents of mails are encrypted with a key that is made of it. */
  masterKey: string
  /** The right half of Message-IDs. */
  messageIdHost: string
}

const addressOf = (user: UserEmail['user']): unknown => user.get('email') ?? user.get('username')

interface Parts {
  /** Where mails are kept, if not in the database of Parse Server. */
  redisUrl: string | undefined
  onFailure: (kind: MailKind, reason: string) => void
}

/**
 * @param adapter any Parse e-mail adapter
 * @param parts.onFailure gets the kind of a mail that was given up, and the reason
 */
export function queueAdapter(adapter: EmailAdapter, { redisUrl, onFailure }: Parts): QueuedAdapter {
  const handOver = createHandOver(adapter)
  let outbox: Outbox | undefined

  const deliver = async (content: unknown, { messageId }: { messageId: string }) => {
    const { kind, user, ...email } = content as Content
    const { User } = internals.Parse()
    await handOver(kind, { ...email, messageId, user: User.fromJSON({ ...user, className: '_User' }) })
  }

  async function queue(kind: MailKind, { appName, link, user }: UserEmail): Promise<void> {
    const shown = publicUser(user)
    const to = addressOf(shown)
    if (typeof to !== 'string') throw new Error('The user has no e-mail address.')
    const content: Content = { kind, appName, link, user: shown.toJSON() }
    if (!outbox) throw new Error('The outbox is not open.')
    await outbox.add({ kind, to, replaces: `${kind}:${String(shown.id)}`, content })
  }
  const queued = (kind: MailKind) => (email: UserEmail) => {
    queue(kind, email).catch((thrown: unknown) => onFailure(kind, reasonOf(thrown)))
  }

  return {
    sendMail: async (message) => adapter.sendMail(message),
    sendVerificationEmail: queued('verification'),
    sendPasswordResetEmail: queued('passwordReset'),
    close: () => adapter.close?.(),
    drain: async (withinMs) => {
      await outbox?.stop(withinMs)
      adapter.close?.()
    },
    start: async ({ config, masterKey, messageIdHost }) => {
      outbox = createOutbox({
        store: redisUrl ?? config.databaseController.adapter,
        secret: masterKey,
        deliver,
        messageIdHost,
        onGivenUp: ({ kind, reason = 'unknown reason' }) => onFailure(kind as MailKind, reason),
        log: (message) => config.loggerController.warn(message),
      })
      await outbox.start()
    },
    outbox: () => outbox,
  }
}
