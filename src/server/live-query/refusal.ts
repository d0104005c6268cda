/** A refusal in LiveQuery's own form, and the bounds of what a frame may be. */
import { internals, type WebSocket } from '../../parse/internals'

export interface Refusal {
  code: number
  error: string
  /** Of the request that is refused; none where the socket as a whole is. */
  requestId?: unknown
}

/** That of `ws`, and of browsers. */
const open = 1
export const isOpen = ({ readyState }: WebSocket): boolean => readyState === open

/** The codes of LiveQuery's protocol. */
export const codes = { unreadable: 1, notConnected: 2, wrongKey: 4 }

/** Codes of the protocol of WebSockets: RFC 6455, section 7.4.1. */
export const closeCodes = { refused: 1008, tooLarge: 1009 }

/** A query with some ten thousand ids has this size. */
export const maxFrameBytes = 256 * 1024

/** The code that `Parse.Error` has for this. */
export const parseCode = (name: string): number => internals.Parse().Error[name] ?? 1

/** Clients must not come back by themselves: what is refused would be refused again. */
export function refuseFrame(socket: WebSocket, { code, error, requestId = null }: Refusal): void {
  socket.send(JSON.stringify({ op: 'error', code, error, reconnect: false, requestId }))
}

/** Says why, and ends the socket. */
export function endSocket(socket: WebSocket, refusal: Refusal): void {
  refuseFrame(socket, refusal)
  socket.close(closeCodes.refused)
}
