/** Posts one event to its receiver, in the format of Standard Webhooks (https://www.standardwebhooks.com). */
import { Webhook as Signer } from 'standardwebhooks'
import type { SecurityEvent } from '../../api/security'
import type { Webhook } from './options'

/** As it is kept: signed when it is sent, as the time of sending is signed too. */
export interface Message {
  /** The same at each try, so that a receiver knows what it has got already. */
  id: string
  url: string
  body: string
}

export const bodyOf = ({ type, at, ...data }: SecurityEvent): string =>
  JSON.stringify({ type, timestamp: at.toISOString(), data })

/** Receivers that take longer have got it, as far as anybody knows, and get it again. */
const timeoutMs = 15_000

/** With a code, which is all that the outbox tells of a failure. */
const failure = (details: { code: string } | { responseCode: number }) =>
  Object.assign(new Error('The webhook was not taken.'), details)

function codeOf(thrown: unknown): string {
  const { name, cause } = thrown as { name?: string; cause?: { code?: unknown } }
  if (name === 'TimeoutError') return 'ETIMEDOUT'
  return typeof cause?.code === 'string' ? cause.code : 'EFETCH'
}

async function post({ url, body }: Message, headers: Record<string, string>): Promise<Response> {
  try {
    // A redirect would hand what is signed for one receiver to another.
    return await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/json', 'User-Agent': 'parse-server-accounts' },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    })
  } catch (thrown) {
    throw failure({ code: codeOf(thrown) })
  }
}

/** @throws an error with a code, when it was not taken; `EMESSAGE`, for which there is no other try, when nobody wants it */
export async function deliver(message: Message, webhooks: Webhook[]): Promise<void> {
  const { id, url, body } = message
  const webhook = webhooks.find((each) => each.url === url)
  // It was taken out of the options since.
  if (!webhook) throw failure({ code: 'EMESSAGE' })
  const now = new Date()
  const response = await post(message, {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': new Signer(webhook.secret).sign(id, now, body),
  })
  await response.body?.cancel()
  if (response.ok) return
  throw failure(response.status >= 400 ? { responseCode: response.status } : { code: 'EREDIRECT' })
}
