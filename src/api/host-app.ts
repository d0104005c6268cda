/** The app that hosts the accounts. */
import type { IncomingMessage, ServerResponse } from 'node:http'

/** An Express app, version 4 or 5. */
export interface HostApp {
  use(handler: (req: IncomingMessage, res: ServerResponse, next: (error?: unknown) => void) => void): unknown
}
