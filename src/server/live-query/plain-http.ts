/**
 * Guard: once anybody listens for upgrades, Node hands over every request that offers one, and answers none of them itself.
 * HTTP/2 without TLS is offered with ordinary requests: Java's HttpClient does so unless told otherwise, and `curl --http2`.
 * An offer that nobody takes is no reason not to answer (RFC 9110, section 7.8).
 */
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { Server as TlsServer } from 'node:tls'

export const wantsWebSocket = ({ headers }: IncomingMessage): boolean =>
  headers.upgrade?.toLowerCase() === 'websocket'

/** The request as it came, without the offer. */
function bytesOf({ method, url, httpVersion, rawHeaders }: IncomingMessage): Buffer {
  const lines = [`${method} ${url} HTTP/${httpVersion}`]
  for (let at = 0; at < rawHeaders.length; at += 2)
    if (rawHeaders[at]?.toLowerCase() !== 'upgrade') lines.push(`${rawHeaders[at]}: ${rawHeaders[at + 1]}`)
  return Buffer.from([...lines, '', ''].join('\r\n'), 'latin1') // as Node reads it
}

/** Begins with the connection anew; what has been read comes once more. */
function beginAnew(server: Server, socket: Duplex, read: Buffer): void {
  // Node has set the one of a connection without a request, and does not know of it any more.
  if (socket instanceof Socket) socket.setTimeout(0)
  socket.unshift(read)
  server.emit(server instanceof TlsServer ? 'secureConnection' : 'connection', socket)
}

/** The answers of a server to requests that offer what nobody takes. */
export interface PlainAnswers {
  /** Notes an answer that is to be given. */
  note: (req: IncomingMessage, res: ServerResponse) => void
  /** Answers an upgrade as if it were none. */
  answer: (req: IncomingMessage, socket: Duplex, head: Buffer) => void
}

export function createPlainAnswers(server: Server): PlainAnswers {
  const last = new WeakMap<Duplex, ServerResponse>()
  return {
    note: ({ socket }, res) => void last.set(socket, res),
    answer: (req, socket, head) => {
      const read = Buffer.concat([bytesOf(req), head])
      const before = last.get(socket)
      if (!before || before.closed) return beginAnew(server, socket, read)
      // Its client has not waited for the answer before. Meanwhile nobody else hears of errors, which would end the process.
      const ignore = () => undefined
      socket.on('error', ignore)
      before.once('close', () => {
        if (socket.destroyed) return
        socket.off('error', ignore)
        beginAnew(server, socket, read)
      })
    },
  }
}
