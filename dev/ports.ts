/** Finds out whether the demo's ports are free, before anything is started. */
import { createServer, connect } from 'node:net'

/** Whether a program answers there. Some systems let two programs listen on one port, so asking is not enough. */
function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 500 })
    const settle = (answer: boolean) => {
      socket.destroy()
      resolve(answer)
    }
    socket.once('connect', () => settle(true))
    socket.once('timeout', () => settle(false))
    socket.once('error', () => settle(false))
  })
}

function canListen(host: string, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false)
      else reject(new Error(listenProblem(host, port, error.code)))
    })
    server.listen({ host, port }, () => server.close(() => resolve(true)))
  })
}

function listenProblem(host: string, port: number, code = 'unknown error'): string {
  if (code === 'EACCES') return `Port ${port} needs special rights: start with PORT=1337 npm start`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `HOST is "${host}", which is not an address of this machine`
  return `Can't listen on ${host}, port ${port}: ${code}`
}

/** A port people can try instead: the same one, a thousand further. */
function portToTry(port: number): number {
  return port + 1000 > 65_533 ? port - 1000 : port + 1000
}

async function isFree(host: string, port: number): Promise<boolean> {
  // localhost may mean ::1 to a browser while we listen on 127.0.0.1: ask both.
  const asked = await Promise.all(['127.0.0.1', '::1'].map((address) => answers(address, port)))
  return !asked.includes(true) && (await canListen(host, port))
}

/**
 * Checks the app's port and the others, which are given with what they are for.
 * @throws {Error} naming the first port that is taken and a way out.
 */
export async function requireFreePorts(
  host: string,
  port: number,
  others: Map<number, string>,
): Promise<void> {
  for (const [candidate, purpose] of [[port, ''] as const, ...others]) {
    if (await isFree(host, candidate)) continue
    const name = purpose ? `Port ${candidate} (${purpose})` : `Port ${candidate}`
    throw new Error(
      `${name} is in use: stop the other program or start with PORT=${portToTry(port)} npm start`,
    )
  }
}
