/** Sign-in with Auth0 as a whole: what is known before Parse Server starts, and what stands around it when it runs. */
import type { ResolvedAuth0Options } from '../../options/auth0'
import { createBearer } from '../../server/bearer'
import { type Handler, internals, type ParseConfig } from '../../server/internals'
import type { Ledger } from '../../server/ledger'
import { replaceMethods } from '../../server/replace-methods'
import type { OnSession } from '../log-in-events'
import { createRevocations, type Revocations } from '../revocations'
import { createActionEndpoint, type Endpoint } from './action-endpoint'
import { createAdapter } from './adapter'
import type { AdmissionParts } from './admission'
import { createLogIn } from './log-in'
import { hookLogIns, hookLogOuts } from './parse-hooks'
import { preventPasswordResets } from './password-resets'
import type { Auth0Adapter } from './parse-adapter'
import { createRoleTrust } from './role-trust'
import { createUserWrites } from './user-writes'
import { type Auth0Verifier, createVerifier } from './verifier'

/** Auth0 around a Parse Server that runs. */
export interface RunningAuth0 {
  /** Takes access tokens; none without an `audience`. */
  bearer: Handler | undefined
  /** Takes the assertions of Actions; none without `actionSecrets`. */
  actionEndpoint: Endpoint | undefined
  revocations: Revocations
  stop(): void
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
      const rest = { ...internals.rest() }
      const roleTrust = options.roles && createRoleTrust(ledger, options.roles.prefix)
      const admissionParts = { ...admission, revocations, roleTrust, endSessions, onSession }
      const logIn = createLogIn(rest.create, options, admissionParts)
      const parts = { appId: config.appId, options, verifier, verifyCurrent, revocations, logIn }
      const restores = [
        hookLogIns(),
        hookLogOuts(revocations),
        replaceMethods(internals.rest(), createUserWrites(rest, parts)),
        ...(roleTrust ? [roleTrust.hook()] : []),
      ]
      if (!options.allowPassword) preventPasswordResets(config)
      return {
        bearer: options.audience === undefined ? undefined : createBearer(parts),
        actionEndpoint:
          options.actionSecrets &&
          createActionEndpoint({ ...parts, secrets: options.actionSecrets, publicUrl, ledger }),
        revocations,
        stop: () => restores.reverse().forEach((restore) => restore()),
      }
    },
  }
}
