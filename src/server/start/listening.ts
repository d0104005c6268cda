/** Waits until a server listens, or can't: its port is taken, or not for this user to take. */
import type { Server } from 'node:http'
import { AccountsError, reasonOf } from '../../errors'

const hints: Partial<Record<string, string>> = {
  EADDRINUSE: 'Something listens there already: end it, or take another port.',
  EACCES: 'Ports below 1024 are not for everybody: take another one, and let a proxy have that one.',
  EADDRNOTAVAIL: 'This machine has no such address.',
  ENOTFOUND: 'Nobody knows that host name.',
}

function listenError(thrown: unknown): AccountsError {
  const { code = '' } = (thrown ?? {}) as { code?: string }
  const message = [`The server can’t listen: ${reasonOf(thrown)}.`, hints[code] ?? ''].join(' ').trim()
  return new AccountsError('ERR_LISTEN', message, { cause: thrown })
}

/** Ports are there at once, or not at all: who waits longer has forgotten to ask for one. */
const patienceMs = 10_000

/**
 * To be called when the server has been told to listen, and before anything is awaited: what fails then is told once.
 * @param onLong is told when it takes long
 * @throws {AccountsError} `ERR_LISTEN`
 */
export function untilListening(server: Server, onLong: () => void): Promise<void> {
  if (server.listening) return Promise.resolve()
  return new Promise((resolve, reject) => {
    const patience = setTimeout(onLong, patienceMs).unref()
    const settle = (end: () => void) => {
      clearTimeout(patience)
      server.off('listening', onListening).off('error', onError)
      end()
    }
    const onListening = () => settle(resolve)
    const onError = (thrown: unknown) => settle(() => reject(listenError(thrown)))
    server.on('listening', onListening).on('error', onError)
  })
}
