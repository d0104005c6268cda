/**
 * Guard: parse-server takes its keys from the addresses of `masterKeyIps` and its kin, by default from this machine.
 * Behind a proxy on the same machine every client has its address, unless the app trusts the proxy to tell theirs. So
 * whoever has come that way, and could be anybody, uses no key; the lists of a host that lets in everybody still do.
 */
import type { Hooks } from '../parse/hooks'
import type { ParseConfig } from '../parse/internals'
import { currentRequest } from '../parse/request/request'

/** Where parse-server has the addresses that keys are taken from. */
export const keyLists = ['masterKeyIps', 'readOnlyMasterKeyIps', 'maintenanceKeyIps']

/** As parse-server reads them. */
export const allAddresses = ['0.0.0.0/0', '0.0.0.0', '::/0', '::', '::0']

const warning =
  "Clients come through a proxy on this machine, and their addresses are unknown: no master key, read-only master key or maintenance key is accepted from them. Set app.set('trust proxy', 'loopback') on your Express app, and let the proxy send X-Forwarded-For."

/** Takes the addresses of this machine from the lists, for requests whose clients could be anybody. */
export function proxiedKeyGuard({ loggerController }: ParseConfig): Hooks {
  let isWarned = false

  const warn = () => {
    if (!isWarned) loggerController.warn(warning)
    isWarned = true
  }
  function restrict(config: Record<string, unknown>): void {
    for (const name of keyLists) {
      const given = (config[name] ?? []) as string[]
      const kept = given.filter((address) => allAddresses.includes(address))
      if (kept.length < given.length) warn()
      // parse-server remembers there which addresses it has let in.
      Object.assign(config, { [name]: kept, [`${name}Store`]: new Map() })
    }
  }

  return {
    // Only requests have a mount: a configuration without one may be kept for all.
    'Config.get': (next, appId, mount) => {
      const config = next(appId, mount)
      if (config && mount !== undefined && currentRequest()?.hasUnknownOrigin)
        restrict(config as unknown as Record<string, unknown>)
      return config
    },
  }
}
