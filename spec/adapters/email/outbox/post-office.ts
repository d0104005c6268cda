/** An outbox with a mailbox behind it: what specs queue arrives by real SMTP. */
import { createTransport } from 'nodemailer'
import type { OutboxPolicy } from '../../../../src/adapters/email/outbox/policy'
import type { OutboxEntry } from '../../../../src/api/outbox'
import { createOutbox, type Outbox } from '../../../../src/adapters/email/outbox/outbox'
import { closeAfterwards } from '../../../support/left-over'
import { type Mailbox, type ReceivedMessage, startMailbox } from '../../../support/mailbox'
import { openStore, type OpenedStore } from './stores'

/** A mail for a spec: its subject tells it from others. */
export interface SpecMail {
  to: string
  subject: string
  replaces?: string
}

export interface PostOffice {
  outbox: Outbox
  opened: OpenedStore
  /** Subjects in the order in which they were tried. */
  tried: string[]
  logged: string[]
  add: (mail: SpecMail) => Promise<void>
  /** The next mail that is given up, or was and is not looked at yet. */
  nextGivenUp: () => Promise<OutboxEntry>
  /** Stops the outbox, so that its store is at rest. */
  rest: () => Promise<void>
  /** Stops everything. */
  close: () => Promise<void>
}

export interface PostOfficeOptions {
  /** Of the store. */
  uri: string
  smtpUrl: string
  secret?: string
  policy?: Partial<OutboxPolicy>
  /** @default true */
  isStarted?: boolean
  sendsOwnOnly?: boolean
  onLog?: (message: string) => void
}

const quick = { pollSeconds: 0.3, lockSeconds: 3, firstRetrySeconds: 0.1, longestRetrySeconds: 0.3 }

/** What must never be seen outside of a mail. */
export const link = 'https://example.com/reset?token=r4nd0mt0k3n'

function createQueue<Item>() {
  const items: Item[] = []
  const takers: ((item: Item) => void)[] = []
  return {
    add(item: Item) {
      const taker = takers.shift()
      if (taker) taker(item)
      else items.push(item)
    },
    next: () =>
      new Promise<Item>((resolve) => {
        const item = items.shift()
        if (item === undefined) takers.push(resolve)
        else resolve(item)
      }),
  }
}

export async function openPostOffice(options: PostOfficeOptions): Promise<PostOffice> {
  const {
    uri,
    smtpUrl,
    secret = 'a secret of this spec',
    policy,
    isStarted = true,
    sendsOwnOnly,
    onLog,
  } = options
  const opened = await openStore(uri)
  const transport = createTransport(smtpUrl)
  const givenUp = createQueue<OutboxEntry>()
  const tried: string[] = []
  const logged: string[] = []
  const outbox = createOutbox({
    store: opened.store,
    sendsOwnOnly,
    secret,
    messageIdHost: 'example.com',
    deliver: async (content, { messageId }) => {
      const { to, subject, text } = content as { to: string; subject: string; text: string }
      tried.push(subject)
      await transport.sendMail({ from: 'app@example.com', to, subject, text, messageId })
    },
    onGivenUp: (entry) => givenUp.add(entry),
    log: (message) => {
      logged.push(message)
      onLog?.(message)
    },
    policy: { ...quick, ...policy },
  })
  const rest = () => outbox.stop(5000)
  const close = closeAfterwards(async () => {
    transport.close()
    await rest()
    await opened.close()
  })
  if (isStarted) await outbox.start()
  return {
    outbox,
    opened,
    tried,
    logged,
    add: ({ to, subject, replaces }) =>
      outbox.add({
        kind: 'passwordReset',
        to,
        ...(replaces === undefined ? {} : { replaces }),
        content: { to, subject, text: `${link}&for=${subject}` },
      }),
    nextGivenUp: givenUp.next,
    rest,
    close,
  }
}

/** Opens post offices for the tests of a `describe`; after each, they are closed and their store is empty. */
export function usePostOffices(uri: () => string) {
  const offices: PostOffice[] = []
  let mailbox: Mailbox | undefined
  const current = () => {
    if (!mailbox) throw new Error('The mailbox exists in tests only')
    return mailbox
  }
  beforeEach(async () => void (mailbox = await startMailbox()))
  afterEach(async () => {
    current().recover()
    for (const office of offices.splice(0)) await office.close()
    await current().close()
    const { outbox, close } = await openPostOffice({ uri: uri(), smtpUrl: current().url, isStarted: false })
    for (const { id } of await outbox.list()) await outbox.discard(id)
    await close()
  })
  return {
    mailbox: current,
    open: async (options: Partial<PostOfficeOptions> = {}): Promise<PostOffice> => {
      const office = await openPostOffice({ uri: uri(), smtpUrl: current().url, ...options })
      offices.push(office)
      return office
    },
  }
}

export const messageIdOf = ({ headers }: ReceivedMessage) => headers['message-id']

/** Looks until it sees what it waits for: a database tells nobody that a row has changed. */
export async function eventually<Value>(
  read: () => Promise<Value>,
  isSeen: (value: Value) => boolean,
): Promise<Value> {
  const value = await read()
  return isSeen(value) ? value : eventually(read, isSeen)
}
