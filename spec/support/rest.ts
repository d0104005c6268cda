/** A tiny REST client: what a Parse client sends, and nothing that it doesn't. */
import type { Host } from './host'

export interface RestRequest {
  /** Sent as JSON. */
  body?: unknown
  /** Sent as it is, instead of `body`; give its Content-Type in `headers`. */
  rawBody?: string
  /** Objects and arrays are sent as JSON, as in `where`. */
  query?: Record<string, unknown>
  headers?: Record<string, string>
  sessionToken?: string
  /** Sends the master key. */
  master?: boolean
}

export interface RestResponse {
  status: number
  headers: Headers
  /** Parsed where it is JSON, otherwise text. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- specs look into it, `expect` checks it
  body: any
}

type Credentials = Pick<Host, 'appId' | 'masterKey'>

/** @param path below the API, as "/users" */
export function rest(
  host: Credentials & Pick<Host, 'apiUrl'>,
  method: string,
  path: string,
  request: RestRequest = {},
): Promise<RestResponse> {
  return send(host, method, host.apiUrl + path, request)
}

/** Any address: GraphQL, pages, what the host's own app answers. */
export async function send(
  host: Credentials,
  method: string,
  url: string,
  request: RestRequest = {},
): Promise<RestResponse> {
  const { body, rawBody = body === undefined ? undefined : JSON.stringify(body), query } = request
  const target = new URL(url)
  for (const [name, value] of Object.entries(query ?? {}))
    target.searchParams.set(name, typeof value === 'string' ? value : JSON.stringify(value))
  const response = await fetch(target, {
    method,
    headers: headersOf(host, request),
    redirect: 'manual',
    ...(rawBody === undefined ? {} : { body: rawBody }),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: parse(response, text) }
}

function headersOf(host: Credentials, request: RestRequest): Record<string, string> {
  return {
    'X-Parse-Application-Id': host.appId,
    ...(request.body === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...(request.sessionToken ? { 'X-Parse-Session-Token': request.sessionToken } : {}),
    ...(request.master ? { 'X-Parse-Master-Key': host.masterKey } : {}),
    ...request.headers,
  }
}

function parse(response: Response, text: string): unknown {
  return response.headers.get('content-type')?.includes('json') && text ? JSON.parse(text) : text
}
