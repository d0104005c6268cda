/** A provider with all that it does while a server runs. */
import type { ParseServerSettings } from '../../parse/options'
import type { ProviderAdapter } from '../../api/sign-in'
import type { ExpiringStore, Running } from '../../part/part'
import { createUnverifiedRule } from '../unverified'
import { createAdapter } from './adapter'
import type { BearerParts } from './bearer/access'
import type { LoseRoles } from './login/catch-up'
import { createAdmission } from './login/finish-login'
import { createLogIn } from './login/login'
import type { CatchUp } from './login/login-context'
import { createNewest, type Newest } from './newest'
import { createKnownSids, type KnownSids } from './logout/known-sids'
import type { ProfileSync, RefusesAddress } from './profile/word'
import { createProfileSync } from './profile/profile-sync'
import type { Provider } from './provider'
import { createRevocations, type Revocations } from './revocations'
import { createRoleTrust, type RoleTrust } from './roles/role-trust'
import { nonceKey } from './token/nonce'
import { createVerifier, type Verifier } from './token/verifier'
import type { UserWriteParts } from './user-writes'

/** A provider that runs. */
export interface RunningProvider extends BearerParts, UserWriteParts {
  /** With `roles`. */
  roleTrust: RoleTrust | undefined
  newest: Newest
  profiles: ProfileSync
  knownSids: KnownSids
  catchUp: CatchUp
  loseRoles: LoseRoles
}

/** A provider before the server starts, when its adapter is asked for. */
export interface PreparedProvider {
  provider: Provider
  adapter: ProviderAdapter
  start: (running: Running, store: ExpiringStore) => RunningProvider
}

type Noted = Pick<ExpiringStore, 'claim' | 'release' | 'note' | 'raise' | 'read'>

/** The store with keys of one provider's own. */
const within = (prefix: string, { claim, release, note, raise, read }: ExpiringStore): Noted => ({
  claim: (key, seconds) => claim(prefix + key, seconds),
  release: (key) => release(prefix + key),
  note: (key, value, seconds) => note(prefix + key, value, seconds),
  raise: (key, value, seconds) => raise(prefix + key, value, seconds),
  read: async (keys) => {
    const noted = await read(keys.map((key) => prefix + key))
    return new Map([...noted].map(([key, value]) => [key.slice(prefix.length), value]))
  },
})

/** Nobody has made users for it. */
const adoptNobody = () => () => Promise.resolve(false)

/** @param settings the host's own, of `parseServer` */
export function prepareProvider(
  provider: Provider,
  settings: ParseServerSettings,
  refusesAddress: RefusesAddress,
): PreparedProvider {
  // There before any request is: the API is mounted after the start.
  let revocations!: Revocations
  let claimOnce!: ExpiringStore['claim']
  const { name, storePrefix, options, adoptBy = adoptNobody } = provider
  const profiles = createProfileSync(provider, refusesAddress)
  const verifier = createVerifier(provider, (key, seconds) => claimOnce(key, seconds))
  const verifyCurrent: Verifier['verifyCredential'] = async (authData) => {
    const identity = await verifier.verifyCredential(authData)
    await revocations.refuseRevoked(identity)
    return identity
  }

  return {
    provider,
    adapter: createAdapter(provider, verifyCurrent),
    start: ({ events, sessions }, store) => {
      const own = within(storePrefix, store)
      claimOnce = own.claim
      revocations = createRevocations(own)
      const newest = createNewest(own)
      const knownSids = createKnownSids(own)
      // By the id of a role: no two providers have one.
      const roleTrust = options.roles && createRoleTrust(store, options.roles.prefix)
      const admission = createAdmission(provider, {
        refusesUnverified: createUnverifiedRule(settings, name),
        revocations,
        knownSids,
        roleTrust,
        newest,
        profiles,
        events,
      })
      const { catchUp, mirror, loseRoles } = admission
      const logIn = createLogIn(provider, admission, adoptBy(sessions))
      const giveBack: RunningProvider['giveBack'] = async (identity, { nonce }) => {
        if (options.nonce && typeof nonce === 'string') await own.release(nonceKey(identity, nonce))
      }
      const endSession: RunningProvider['endSession'] = (token) => sessions.end([token])
      const { longestMs } = sessions
      const roles = { mirror, loseRoles }
      const login = { logIn, catchUp, giveBack, profiles, endSession, longestMs, ...roles }
      return { provider, verifier, verifyCurrent, revocations, knownSids, roleTrust, newest, ...login }
    },
  }
}
