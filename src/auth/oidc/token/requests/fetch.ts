/** Asks a provider over HTTP, within bounds: whatever answers can neither hold a log-in up nor fill the memory. */
import { ProviderUnavailable } from '../errors'

const timeoutMs = 5000
const bodyLimitBytes = 256 * 1024

async function readBody({ body }: Response): Promise<Uint8Array<ArrayBuffer> | null> {
  if (!body) return null
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.length
    if (size > bodyLimitBytes) throw new ProviderUnavailable('its answer is too long')
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}

const isTimeout = (thrown: unknown) => (thrown as { name?: unknown }).name === 'TimeoutError'

function unavailable(thrown: unknown): ProviderUnavailable {
  if (thrown instanceof ProviderUnavailable) return thrown
  return new ProviderUnavailable(isTimeout(thrown) ? 'it did not answer in time' : 'the connection failed')
}

/**
 * `fetch` that takes 5 seconds and 256 kB at most, body included, and follows no redirects.
 * @throws {ProviderUnavailable} also for a status of 429 or above 499.
 */
export async function boundedFetch(url: string, init: object = {}): Promise<Response> {
  try {
    const signal = AbortSignal.timeout(timeoutMs)
    const response = await fetch(url, { ...init, redirect: 'manual', signal })
    const body = await readBody(response)
    const { status, headers } = response
    if (status === 429 || status >= 500) throw new ProviderUnavailable(`it answered ${status}`)
    return new Response(body, { status, headers })
  } catch (thrown) {
    throw unavailable(thrown)
  }
}
