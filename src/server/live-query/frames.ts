/**
 * Guard: a frame that parse-server's LiveQuery can't read is logged as it is, and not answered; one that is nested
 * deep enough could end the process, and a malformed value in a query fails at each save that it is compared with.
 */
import { checkValue } from '../../guards/input/values'
import { isRecord } from '../../option-kinds/kinds'
import type { LiveQueryRequest, LiveQuerySocket } from '../../parse/internals'
import { codes, isOpen, type Refusal, refuseFrame } from './refusal'

const unreadable = (error: string): { refusal: Refusal } => ({ refusal: { code: codes.unreadable, error } })

/** As parse-server has it. Of a text it would read what is in it, which nobody has looked at then. */
function parse(frame: unknown): unknown {
  try {
    return JSON.parse(String(frame))
  } catch {
    return undefined
  }
}

/** What the frame asks for, or why it can't be read. */
function read(frame: unknown): { request: LiveQueryRequest } | { refusal: Refusal } {
  const request = parse(frame)
  if (!isRecord(request) || Array.isArray(request)) return unreadable('A frame must be an object in JSON.')
  const { requestId } = request as LiveQueryRequest
  try {
    checkValue(request)
    return { request }
  } catch (thrown) {
    const { code, message } = thrown as { code: number; message: string }
    return { refusal: { code, error: message, requestId } }
  }
}

/** Lets parse-server see what can be read, on a socket that has not been refused. */
export function guardFrames(socket: LiveQuerySocket): void {
  const emit = socket.emit.bind(socket)
  socket.emit = (event, frame) => {
    if (event !== 'message') return emit(event, frame)
    if (!isOpen(socket.ws)) return false
    const result = read(frame)
    if ('request' in result) return emit(event, result.request)
    refuseFrame(socket.ws, result.refusal)
    return true
  }
}
