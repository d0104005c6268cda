/** Hands mails over to the adapter at once, and forgets them. */
import { setTimeout as delay } from 'node:timers/promises'
import { createDispatch, type Dispatch, type DispatchParts } from './dispatch'
import { createHandOver } from './hand-over'

/** Longer than nodemailer's own limits (2 minutes to connect), which say better what is wrong. */
const mailTimeoutSeconds = 180

/** Rejects when the mail takes longer than an SMTP server may: the adapter hangs, and nobody would know. */
async function withinTime(work: Promise<void>, seconds: number): Promise<void> {
  const timer = new AbortController()
  const limit = delay(seconds * 1000, undefined, { ref: false, signal: timer.signal }).then(() => {
    throw new Error(`no answer within ${seconds} seconds`)
  })
  try {
    await Promise.race([work, limit])
  } finally {
    timer.abort()
    limit.catch(() => undefined)
  }
}

/** @param timeoutSeconds how long a mail may take */
export function createDirectDispatch(
  parts: Omit<DispatchParts, 'accept' | 'isAwaited'>,
  timeoutSeconds = mailTimeoutSeconds,
): Dispatch {
  const handOver = createHandOver(parts.adapter, parts.onFailure)
  const accept: DispatchParts['accept'] = (mail) => withinTime(handOver(mail), timeoutSeconds)
  return createDispatch({ ...parts, accept, isAwaited: false })
}
