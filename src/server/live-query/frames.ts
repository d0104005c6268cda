/**
 * Guard: a frame that parse-server's LiveQuery can't read is logged as it is, and not answered; one that is nested
 * deep enough could end the process, and a malformed value in a query fails at each save that it is compared with.
 * Before anybody has to have connected, it compares each item of some lists with each other one.
 */
import { checkValue } from '../../guards/input/values'
import { isObject, isRecord } from '../../option-kinds/kinds'
import type { LiveQueryRequest, LiveQuerySocket } from '../../parse/internals'
import { codes, isOpen, type Refusal, refuseFrame } from './refusal'

/** More than a class has fields. */
const maxNames = 500

/** Those of a query that parse-server's schema of requests wants without doubles. */
const listsOfNames = ['keys', 'watch']

const isTooMuch = (list: unknown) =>
  Array.isArray(list) && (list.length > maxNames || list.some((name) => typeof name !== 'string'))

const unreadable = (error: string, requestId?: unknown): { refusal: Refusal } => ({
  refusal: { code: codes.unreadable, error, requestId },
})

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
  // Of a text parse-server would read what is in it, which nobody has looked at then.
  if (!isObject(request)) return unreadable('A frame must be an object in JSON.')
  const { requestId, query } = request as LiveQueryRequest
  const list = listsOfNames.find((name) => isRecord(query) && isTooMuch(query[name]))
  if (list !== undefined) return unreadable(`${list} must be a list of at most ${maxNames} names.`, requestId)
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
