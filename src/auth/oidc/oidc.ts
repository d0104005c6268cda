/** Sign-in with Auth0 as a whole: what is known before Parse Server starts, and what stands around it when it runs. */
import type { ResolvedAuth0Options } from '../auth0/options'
import { createBearer } from './bearer'
import type { Hooks } from '../../parse/hooks'
import type { Handler, ParseConfig } from '../../parse/internals'
import type { Ledger } from '../../adapters/store/expiring-store'
import type { OnSession } from '../../cloud/login'
import { createRevocations, type Revocations } from '../session/revocations'
import { createActionEndpoint, type Endpoint } from '../auth0/action-endpoint'
import { createAdapter } from './adapter'
import type { AdmissionParts } from './finish-login'
import { createLogIn } from './login'
import { logInHooks, logOutHooks } from './parse-hooks'
import { preventPasswordResets } from './password-resets'
import type { Auth0Adapter } from '../../api/sign-in'
import { userWriteHooks } from './user-writes'
import { type Auth0Verifier, createVerifier } from './token/verifier'

/** Auth0 around a Parse Server that runs. */
export interface RunningAuth0 {
  /** Takes access tokens; none without an `audience`. */
  bearer: Handler | undefined
  /** Takes the assertions of Actions; none without `actionSecrets`. */
  actionEndpoint: Endpoint | undefined
  revocations: Revocations
  hooks: Hooks[]
}

/** Sign-in with Auth0 for one Parse Server. */
export interface Auth0 {
  /** For `auth.auth0` of Parse Server. */
  adapter: Auth0Adapter
  /** To be called when Parse Server has started. */
  start(parts: StartParts): Promise<RunningAuth0>
}

/** What it needs of a Parse Server that runs. */
interface StartParts {
  config: ParseConfig
  /** Where clients reach the API. */
  publicUrl: URL
  openLedger: () => Promise<Ledger>
  /** Ends the sessions with these tokens. */
  endSessions: (sessionTokens: string[]) => Promise<unknown>
  onSession: OnSession
}

/** What stands in the database: used nonces, and revocations. */
interface Records {
  ledger: Ledger
  revocations: Revocations
}

/**
 * Checks nothing of the options, which are checked already; starts nothing.
 * @param admission what a log-in has to pass in the end
 */
export function createAuth0(
  options: ResolvedAuth0Options,
  admission: Pick<AdmissionParts, 'refusesUnverified'>,
): Auth0 {
  // There before any request is: the API is mounted after the start.
  let records!: Records
  const verifier = createVerifier(options, (key, seconds) => records.ledger.claim(key, seconds))
  const verifyCurrent: Auth0Verifier['verifyCredential'] = async (authData) => {
    const identity = await verifier.verifyCredential(authData)
    await records.revocations.refuseRevoked(identity)
    return identity
  }
  return {
    adapter: createAdapter(verifyCurrent),
    start: async ({ config, publicUrl, openLedger, endSessions, onSession }) => {
      const ledger = await openLedger()
      const revocations = createRevocations(ledger)
      records = { ledger, revocations }
      const logIn = createLogIn(options, { ...admission, revocations, endSessions, onSession })
      const parts = { appId: config.appId, options, verifier, verifyCurrent, revocations, logIn }
      const hooks = [logInHooks, logOutHooks(revocations), userWriteHooks(parts)]
      if (!options.allowPassword) hooks.push(preventPasswordResets(config))
      return {
        bearer: options.audience === undefined ? undefined : createBearer(parts),
        actionEndpoint:
          options.actionSecrets &&
          createActionEndpoint({ ...parts, secrets: options.actionSecrets, publicUrl, ledger }),
        revocations,
        hooks,
      }
    },
  }
}
