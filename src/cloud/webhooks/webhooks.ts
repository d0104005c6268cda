/** Tells others of security events by HTTP: each is kept until its receiver has taken it. */
import { randomUUID } from 'node:crypto'
import { storeNameFor } from '../../adapters/email/outbox/open'
import { createOutbox } from '../../adapters/email/outbox/outbox'
import { reasonOf } from '../../errors'
import { type ParseConfig } from '../../parse/internals'
import { beforeAnswer } from '../../parse/request/request'
import { ownCollections } from '../../part/own-collections'
import type { Part } from '../../part/part'
import { count, traced } from '../../part/telemetry'
import { createBackground } from '../../part/background'
import { createThinning } from '../security/thinning'
import { answerWhenKept } from './answer-when-kept'
import { bodyOf, deliver, type Message } from './deliver'
import type { Webhook } from './options'
import { masterKeyOf } from '../../parse/master-key'

const closingMs = 10_000

const perReceiver = 8

/**
 * A receiver has 15 seconds; what a process that was killed had under way comes soon after. There is room for all
 * receivers, so that none waits for another.
 */
const policyFor = ({ length }: Webhook[]) => ({
  ...{ deliverySeconds: 20, lockSeconds: 10, perReceiver },
  ...{ concurrency: perReceiver * length, claims: perReceiver * length },
})

const words = {
  server: {
    begins: (reason: string) => `A webhook was not taken, and is tried again later: ${reason}`,
    ends: 'Webhooks are taken again.',
  },
  database: {
    begins: (reason: string) => `Webhooks can’t use their database, and wait: ${reason}`,
    ends: 'Webhooks can use their database again.',
  },
}

async function counted(message: Message, webhooks: Webhook[]): Promise<void> {
  try {
    await traced('accounts.deliver_webhook', {}, () => deliver(message, webhooks))
  } catch (thrown) {
    count('accounts.webhooks', { outcome: 'failure' })
    throw thrown
  }
  count('accounts.webhooks', { outcome: 'success' })
}

async function openOutbox(config: ParseConfig, webhooks: Webhook[], redisUrl: string | undefined) {
  const log = (message: string) => config.loggerController.warn(message)
  const outbox = createOutbox({
    store: redisUrl ?? config.databaseController.adapter,
    storeName: storeNameFor(ownCollections.webhooks, config.appId, redisUrl),
    secret: await masterKeyOf(config.appId),
    deliver: (content) => counted(content as Message, webhooks),
    messageIdHost: 'webhook',
    onGivenUp: ({ kind, reason }) => log(`A webhook (${kind}) was given up: ${String(reason)}`),
    log,
    policy: policyFor(webhooks),
    serverWords: words.server,
    databaseWords: words.database,
  })
  await outbox.start()
  return outbox
}

/** @param redisUrl where the outbox is, if not in the database */
export const webhooks = (hooks: Webhook[], redisUrl: string | undefined): Part => ({
  name: 'webhooks',
  start: async ({ config, events }) => {
    const outbox = await openOutbox(config, hooks, redisUrl)
    const { run, settled } = createBackground((thrown) =>
      config.loggerController.error(`A webhook was lost: ${reasonOf(thrown)}`),
    )
    const isKept = createThinning()
    events.on('security', (event) => {
      if (!isKept(event)) return
      const body = bodyOf(event)
      for (const { url } of hooks.filter(({ events: wanted }) => wanted?.includes(event.type) ?? true)) {
        const id = `msg_${randomUUID()}`
        // Each to a recipient of its own: one that is refused must not keep the others waiting.
        const content: Message = { id, url, body }
        const mail = { kind: event.type, to: `${url} ${id}`, receiver: url, content }
        run(() => beforeAnswer(() => outbox.add(mail)))
      }
    })
    const close = async () => {
      await settled()
      await outbox.stop(closingMs)
    }
    return { routes: [{ stage: 'all', handle: answerWhenKept }], close }
  },
})
