/** Tells browsers of news while they look, by server-sent events. */
import type { RequestHandler, Response } from 'express'

export interface Broadcast {
  /** An endless answer. */
  stream: RequestHandler
  /** To everybody who looks. */
  send: (event: string, data: object) => void
}

export function createBroadcast(): Broadcast {
  const listening = new Set<Response>()
  return {
    stream(request, response) {
      response.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
      response.write('retry: 1000\n\n')
      listening.add(response)
      request.on('close', () => listening.delete(response))
    },
    send(event, data) {
      for (const response of listening) response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
    },
  }
}
