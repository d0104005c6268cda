/** The session that a browser has from the account pages. */
import type { IncomingMessage } from 'node:http'

export interface BrowserSession {
  userId: string
  /** For requests to Parse Server in the name of the user: `X-Parse-Session-Token`, or `{ sessionToken }` of the SDK. */
  sessionToken: string
  /** A `Parse.User`. */
  user: { id: string; get(field: string): unknown; toJSON(): Record<string, unknown> }
}

export type SessionOf = (req: Pick<IncomingMessage, 'headers' | 'method'>) => Promise<BrowserSession | null>
