/**
 * Guard: parse-server's LiveQuery asks for an application id and does not look at it, and lets a socket that says
 * nothing, or asks for ever more, stay for as long as it likes.
 */
import type { Hooks } from '../../parse/hooks'
import type { LiveQueryClient, LiveQuerySocket } from '../../parse/internals'
import { guardFrames } from './frames'
import { tokensOf } from './clients'
import { codes, endSocket, isOpen, parseCode, type Refusal, refuseFrame } from './refusal'

/** Of one socket; an SDK has one for all that an app subscribes to. */
const maxSubscriptions = 500
/** An SDK has one or two; a server of the host's that subscribes for its users has that of each. */
const maxTokens = 100

type Subscriptions = LiveQueryClient['subscriptionInfos']

/** A socket gets as long as for the answer to a ping. */
function endUnlessConnected(socket: LiveQuerySocket, ms: number): void {
  const timer = setTimeout(() => {
    const error = `The socket did not connect within ${ms} ms.`
    if (socket.clientId === undefined) endSocket(socket.ws, { code: codes.notConnected, error })
  }, ms)
  socket.on('disconnect', () => clearTimeout(timer))
}

const wrongApp: Refusal = { code: codes.wrongKey, error: 'The application id is wrong.' }
const connectedAlready: Refusal = { code: codes.notConnected, error: 'This socket is connected already.' }

const tooMany = (requestId: unknown, bound: string): Refusal => ({
  code: parseCode('REQUEST_LIMIT_EXCEEDED'),
  error: `A socket has ${bound} at the most.`,
  requestId,
})

/** @returns the bound that these subscriptions would pass */
function passedBound(subscriptionInfos: Subscriptions, sessionToken: string | undefined): string | undefined {
  if (subscriptionInfos.size > maxSubscriptions) return `${maxSubscriptions} subscriptions`
  const tokens = tokensOf({ sessionToken, subscriptionInfos })
  return tokens.size > maxTokens ? `${maxTokens} session tokens` : undefined
}

/** Bounds what each socket may ask for. */
export function liveQueryBoundHooks(): Hooks {
  const connecting = new WeakSet<LiveQuerySocket>()
  /** Subscriptions that parse-server is still looking at. */
  const pending = new WeakMap<LiveQuerySocket, Subscriptions>()

  const connect: NonNullable<Hooks['LiveQueryServer._handleConnect']> = async function (
    next,
    socket,
    request,
  ) {
    if (request.applicationId !== this.config.appId) return endSocket(socket.ws, wrongApp)
    if (connecting.has(socket)) return refuseFrame(socket.ws, connectedAlready)
    connecting.add(socket)
    await next(socket, request)
    if (socket.clientId === undefined) connecting.delete(socket)
    // It ended while a trigger ran: parse-server has not known it then, and would keep it for ever now.
    else if (!isOpen(socket.ws)) socket.emit('disconnect')
  }

  const subscribe: NonNullable<Hooks['LiveQueryServer._handleSubscribe']> = async function (
    next,
    socket,
    request,
  ) {
    const { requestId } = request
    const client = this.clients.get(socket.clientId)
    const asked = pending.get(socket) ?? (new Map() as Subscriptions)
    pending.set(socket, asked)
    const all: Subscriptions = new Map([...(client?.subscriptionInfos ?? []), ...asked, [requestId, request]])
    const bound = passedBound(all, client?.sessionToken)
    if (bound) return refuseFrame(socket.ws, tooMany(requestId, bound))
    asked.set(requestId, request)
    await next(socket, request)
    asked.delete(requestId)
    if (!client?.subscriptionInfos.has(requestId) || this.clients.has(socket.clientId)) return
    // The socket ended meanwhile: what it has subscribed to would stay.
    this.clients.set(socket.clientId, client)
    this._handleUnsubscribe(socket, request, false)
    this.clients.delete(socket.clientId)
  }

  return {
    'LiveQueryServer._onConnect': function (next, socket) {
      guardFrames(socket)
      endUnlessConnected(socket, this.config.websocketTimeout ?? 10_000)
      next(socket)
    },
    'LiveQueryServer._handleConnect': connect,
    'LiveQueryServer._handleSubscribe': subscribe,
  }
}
