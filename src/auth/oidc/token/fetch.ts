/** Asks Auth0 over HTTP, within bounds: whatever answers can neither hold a log-in up nor fill the memory. */
import { Auth0Unavailable } from './errors'

const timeoutMs = 5000
const bodyLimitBytes = 256 * 1024

async function readBody({ body }: Response): Promise<Uint8Array<ArrayBuffer> | null> {
  if (!body) return null
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.length
    if (size > bodyLimitBytes) throw new Auth0Unavailable('its answer is too long')
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}

const isTimeout = (thrown: unknown) => (thrown as { name?: unknown }).name === 'TimeoutError'

function unavailable(thrown: unknown): Auth0Unavailable {
  if (thrown instanceof Auth0Unavailable) return thrown
  return new Auth0Unavailable(isTimeout(thrown) ? 'it did not answer in time' : 'the connection failed')
}

/**
 * `fetch` that takes 5 seconds and 256 kB at most, body included, and follows no redirects.
 * @throws {Auth0Unavailable} also for a status of 429 or above 499.
 */
export async function boundedFetch(url: string, init: object = {}): Promise<Response> {
  try {
    const signal = AbortSignal.timeout(timeoutMs)
    const response = await fetch(url, { ...init, redirect: 'manual', signal })
    const body = await readBody(response)
    const { status, headers } = response
    if (status === 429 || status >= 500) throw new Auth0Unavailable(`it answered ${status}`)
    return new Response(body, { status, headers })
  } catch (thrown) {
    throw unavailable(thrown)
  }
}
