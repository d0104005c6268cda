/** A tiny LiveQuery client: it sends and shows the frames of the protocol as they are. */
import { once } from 'node:events'
import { type ClientOptions, WebSocket } from 'ws'
import { closeAfterwards } from './left-over'
import type { Host } from './host'

/** What LiveQuery says, as far as specs look at it. */
export interface LiveFrame {
  op: string
  requestId?: number | null
  code?: number
  error?: string
  reconnect?: boolean
  object?: Record<string, unknown>
  original?: Record<string, unknown>
}

type Fields = Record<string, unknown>

export interface LiveSocket {
  socket: WebSocket
  /** All that has arrived. */
  frames: LiveFrame[]
  /** Objects and texts; the latter as they are. */
  send(frame: Fields | string): void
  /** The first frame that fits, whether it has arrived or is to come; fails when the socket ends before. */
  saw: (fits: (frame: LiveFrame) => boolean) => Promise<LiveFrame>
  /** Resolves to the code with which the socket was closed. */
  closed: Promise<number>
  /** Sends `connect`, and waits for the answer. */
  connect(fields?: Fields): Promise<LiveFrame>
  /** Sends `subscribe`, and waits for the answer. */
  subscribe(requestId: number, className: string, fields?: Fields, query?: Fields): Promise<LiveFrame>
  end: () => Promise<void>
}

const isAnswer = ({ op }: LiveFrame) => ['connected', 'subscribed', 'error'].includes(op)

/** @param url by default where the SDK looks for LiveQuery */
export async function openLive(
  { appId, apiUrl }: Pick<Host, 'appId' | 'apiUrl'>,
  url = apiUrl.replace('http', 'ws'),
  options: ClientOptions = {},
): Promise<LiveSocket> {
  const socket = new WebSocket(url, options)
  const frames: LiveFrame[] = []
  socket.on('message', (data: Buffer) => {
    frames.push(JSON.parse(data.toString()) as LiveFrame)
    socket.emit('frame')
  })
  const closed = new Promise<number>((resolve) => socket.once('close', resolve))
  const end = closeAfterwards(async () => {
    socket.terminate()
    await closed
  })
  await once(socket, 'open')

  const send = (frame: Fields | string) =>
    socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame))
  const saw = async (fits: (frame: LiveFrame) => boolean): Promise<LiveFrame> => {
    for (;;) {
      const found = frames.find(fits)
      if (found) return found
      if (socket.readyState !== WebSocket.OPEN) throw new Error(`It ended after ${JSON.stringify(frames)}`)
      await Promise.race([once(socket, 'frame'), closed])
    }
  }
  /** Answers that came before belong to other requests. */
  const ask = (frame: Fields, fits: (frame: LiveFrame) => boolean) => {
    const before = frames.length
    send(frame)
    return saw((answer) => frames.indexOf(answer) >= before && isAnswer(answer) && fits(answer))
  }
  return {
    socket,
    frames,
    send,
    saw,
    closed,
    connect: (fields) => ask({ op: 'connect', applicationId: appId, ...fields }, () => true),
    subscribe: (requestId, className, fields, query) =>
      ask(
        { op: 'subscribe', requestId, query: { className, where: {}, ...query }, ...fields },
        (frame) => frame.requestId === requestId,
      ),
    end,
  }
}
