/** An HTTP client that sends what `fetch` would not: odd paths, headers, methods and bodies. */
import { Agent, request } from 'node:http'

export interface WireRequest {
  method: string
  /** As it goes over the wire, not encoded any further. */
  path: string
  headers: Record<string, string | string[]>
  body?: string | Buffer
}

export interface WireAnswer {
  status: number
  type: string
  text: string
  /** Parsed where it is JSON. */
  json: unknown
}

const agent = new Agent({ keepAlive: true })
const patience = 10_000

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Rejects when there is no answer within ten seconds, or the connection ends without one. */
export function sendRaw(origin: string, { method, path, headers, body }: WireRequest): Promise<WireAnswer> {
  const { hostname, port } = new URL(origin)
  return new Promise((resolve, reject) => {
    const options = { agent, hostname, port, method, path, headers, timeout: patience }
    const outgoing = request(options, (incoming) => {
      let text = ''
      incoming.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      incoming.on('error', reject).on('end', () => {
        const { statusCode: status = 0, headers: answered } = incoming
        resolve({ status, type: answered['content-type'] ?? '', text, json: parsed(text) })
      })
    })
    outgoing.on('timeout', () => outgoing.destroy(new Error('no answer')))
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}
