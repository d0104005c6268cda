/** Accounts are made, mounted once, and closed: what may be done when, and in which order it ends. */
import type { Server } from 'node:http'
import type { HostApp } from '../api/accounts'
import { AccountsError } from '../errors'
import type { Running } from '../part/part'
import { endConnections } from './start/connections'
import { untilListening } from './start/listening'
import type { Plan, RunningApi } from './plan'
import { runApi } from './run'

/** The life of one set of accounts. */
export interface Lifecycle {
  /** @throws {AccountsError} `ERR_MOUNTED`, `ERR_SECOND_INSTANCE`, `ERR_CLOSED`, `ERR_START`, `ERR_OPTIONS`. */
  mount: (app: HostApp) => Promise<void>
  /** @throws {AccountsError} `ERR_NOT_MOUNTED`, `ERR_CLOSED`, `ERR_LISTEN`. */
  attach: (server: Server) => Promise<void>
  /** @throws {AccountsError} `ERR_NOT_MOUNTED`, `ERR_CLOSED`. */
  running: (action: string) => Promise<Running>
  /** Writes to the log, where there is one by now. */
  logError: (message: string, ...errors: Error[]) => void
  close: () => Promise<void>
}

export function createLifecycle(plan: Plan): Lifecycle {
  let api: Promise<RunningApi> | undefined
  let closed: Promise<void> | undefined
  /** A start that fails leaves the host's own adapter open, as it may be tried again. */
  let hasFailed = false

  function refuseWhenClosed(): void {
    if (closed) throw new AccountsError('ERR_CLOSED', 'These accounts were closed: create new ones.')
  }
  function mounted(action: string): Promise<RunningApi> {
    refuseWhenClosed()
    if (!api)
      throw new AccountsError('ERR_NOT_MOUNTED', `Call \`await accounts.mount(app)\` before ${action}.`)
    return api
  }
  const logError: Lifecycle['logError'] = (message, ...errors) =>
    void api?.then(
      ({ running }) => running.config.loggerController.error(message, ...errors),
      () => undefined,
    )
  async function closeAll(): Promise<void> {
    const running = await api?.catch(() => undefined)
    await running?.answered()
    await running?.stop()
    if (!running && hasFailed) await endConnections(plan.settings.databaseAdapter ?? {})
  }
  const close = () => (closed ??= closeAll())
  return {
    mount: async (app) => {
      refuseWhenClosed()
      if (api) throw new AccountsError('ERR_MOUNTED', 'These accounts are mounted already, and can be once.')
      api = runApi(app, { ...plan, isClosing: () => closed !== undefined, close })
      await api.catch((thrown: unknown) => {
        api = undefined
        // Somebody else may use it who runs already.
        hasFailed ||= (thrown as AccountsError).code !== 'ERR_SECOND_INSTANCE'
        throw thrown
      })
    },
    attach: async (server) => {
      const mounting = mounted('attach()')
      const listening = untilListening(server, () =>
        logError('attach() waits for the server, which does not listen: call server.listen() before it.'),
      )
      const [running] = await Promise.all([mounting, listening])
      // What is added to a server now would stay there.
      refuseWhenClosed()
      await running.attach(server)
    },
    running: async (action) => (await mounted(action)).running,
    logError,
    close,
  }
}
