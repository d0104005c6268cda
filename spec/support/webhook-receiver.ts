/** A receiver of webhooks, which checks their signatures as receivers do. */
import { EventEmitter, once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { Webhook } from 'standardwebhooks'

export const webhookSecret = `whsec_${Buffer.from('a secret of thirty-two bytes, ok').toString('base64')}`

export interface Received {
  id: string
  event: { type: string; timestamp: string; data: Record<string, unknown> }
}

export interface Receiver {
  url: string
  /** Those with a good signature, in their order. */
  received: Received[]
  /** Resolves when there are so many with different ids. */
  has: (count: number) => Promise<void>
  /** Resolves when there were so many requests. */
  asked: (times: number) => Promise<void>
  /** How it answers. @default 204 */
  answer: (respond: (res: ServerResponse) => void) => void
  close: () => Promise<void>
}

const idOf = (headers: IncomingHttpHeaders) => String(headers['webhook-id'])

/** @param port 0 for one that the system picks */
export async function startReceiver(port = 0): Promise<Receiver> {
  const received: Received[] = []
  const news = new EventEmitter()
  const signed = new Webhook(webhookSecret)
  let respond: (res: ServerResponse) => void = (res) => void res.writeHead(204).end()
  const server = createServer((req, res) => {
    const take = async () => {
      const body = await text(req)
      const event = signed.verify(body, req.headers as Record<string, string>) as Received['event']
      received.push({ id: idOf(req.headers), event })
      respond(res)
      news.emit('more')
    }
    take().catch((thrown: unknown) => void res.writeHead(400).end(String(thrown)))
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`,
    received,
    has: async (count) => {
      while (new Set(received.map(({ id }) => id)).size < count) await once(news, 'more')
    },
    asked: async (times) => {
      while (received.length < times) await once(news, 'more')
    },
    answer: (how) => void (respond = how),
    close: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
