/** An HTTP server on loopback that answers an Action in the order that a spec says, well or badly. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { closeAfterwards } from '../support/left-over'

/** What was asked. */
export interface Asked {
  method: string
  /** With its query. */
  path: string
  authorization: string | undefined
  body: string
}

export type Answer = (res: ServerResponse) => void

export interface Endpoint {
  /** As http://127.0.0.1:4711. */
  url: string
  asked: Asked[]
  /** Forgets what was asked; the last of the answers is given to all further requests. */
  answerWith(...answers: Answer[]): void
  close(): Promise<void>
}

export const json =
  (status: number, body: unknown): Answer =>
  (res) =>
    void res.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))

export const text =
  (status: number, body: string): Answer =>
  (res) =>
    void res.writeHead(status).end(body)

export const redirect =
  (location: string): Answer =>
  (res) =>
    void res.writeHead(307, { Location: location }).end()

/** Takes the request, and says nothing. */
export const silence: Answer = () => undefined

/** Ends the connection without an answer. */
export const hangUp: Answer = (res) => void res.destroy()

async function read(req: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of req.setEncoding('utf8')) body += String(chunk)
  return body
}

export async function startEndpoint(): Promise<Endpoint> {
  const asked: Asked[] = []
  let answers: Answer[] = []
  const server = createServer((req, res) => {
    const answer = (answers.length > 1 ? answers.shift() : answers[0]) ?? silence
    void read(req).then((body) => {
      const { method = '', url: path = '', headers } = req
      asked.push({ method, path, authorization: headers.authorization, body })
      answer(res)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const close = closeAfterwards(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  )
  const answerWith = (...next: Answer[]) => {
    asked.length = 0
    answers = next
  }
  return { url, asked, answerWith, close }
}
