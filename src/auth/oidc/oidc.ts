/** Sign-in with a provider as a whole: what is known before Parse Server starts, and what stands around it when it runs. */
import type { ParseServerSettings } from '../../parse/options'
import type { ExpiringStore, ManagedSessions, ParseOptions, Part, Route, Running } from '../../part'
import type { ResolvedOidcOptions } from './options'
import { createRevocations, type Revocations } from './revocations'
import { createUnverifiedRule, preventUnverifiedOption } from '../unverified'
import { createAdapter } from './adapter'
import { createBearer } from './bearer'
import type { Adopt } from './linking'
import { createLogIn } from './login'
import type { LogIn } from './login-context'
import { linkOf } from './link'
import { deletionHooks, endBearerSessions, logInHooks } from './parse-hooks'
import { preventPasswordResets } from './restrictions'
import { type Auth0Verifier, createVerifier } from './token/verifier'
import { createRoleTrust } from './role-trust'
import { userWriteHooks } from './user-writes'

/** A page of another origin may send access tokens, which parse-server's CORS headers would not let it. */
function withAdapter(options: ParseOptions, adapter: object): ParseOptions {
  const preventLoginWithUnverifiedEmail = preventUnverifiedOption(options.preventLoginWithUnverifiedEmail)
  return {
    ...options,
    auth: { ...(options.auth as object | undefined), auth0: adapter },
    allowHeaders: [...((options.allowHeaders as string[] | undefined) ?? []), 'Authorization'],
    ...(preventLoginWithUnverifiedEmail !== undefined && { preventLoginWithUnverifiedEmail }),
  }
}

/** No token opens a session again while those of a user, or of an Auth0 session, are ended. */
function refuseRevoked({ config, sessions }: Running, revocations: Revocations): void {
  sessions.beforeRevoking(async (target) => {
    if (typeof target !== 'string') return revocations.revokeSid(target.sid)
    const [user] = await config.databaseController.find('_User', { objectId: target }, { limit: 1 })
    const subject = user && linkOf(user)?.id
    if (typeof subject === 'string') await revocations.revokeSubject(subject)
  })
  sessions.beforeEnding(endBearerSessions(revocations))
}

/** What a provider has beside what all have. */
export interface Preset {
  /** Gives a subject a user whom others have made for them. */
  adoptBy: (sessions: ManagedSessions) => Adopt
  /** Endpoints of its own. */
  endpoints: (parts: EndpointParts) => Route[]
}

/** What endpoints of a provider may need. */
export interface EndpointParts {
  appId: string
  publicUrl: URL
  store: ExpiringStore
  revocations: Revocations
  logIn: LogIn
}

/** Checks nothing of the options, which are checked already. */
export function oidc(options: ResolvedOidcOptions, settings: ParseServerSettings, preset: Preset): Part {
  // There before any request is: the API is mounted after the start.
  let revocations!: Revocations
  let claimOnce!: ExpiringStore['claim']
  const verifier = createVerifier(options, (key, seconds) => claimOnce(key, seconds))
  const verifyCurrent: Auth0Verifier['verifyCredential'] = async (authData) => {
    const identity = await verifier.verifyCredential(authData)
    await revocations.refuseRevoked(identity)
    return identity
  }
  const adapter = createAdapter(verifyCurrent)
  const refusesUnverified = createUnverifiedRule(settings)

  return {
    name: 'auth0',
    parseOptions: (given) => withAdapter(given, adapter),
    start: async (running) => {
      const { config, publicUrl, events, sessions } = running
      const store = await running.store()
      claimOnce = store.claim
      revocations = createRevocations(store)
      refuseRevoked(running, revocations)
      const roleTrust = options.roles && createRoleTrust(store, options.roles.prefix)
      const logIn = createLogIn(options, {
        refusesUnverified,
        revocations,
        roleTrust,
        events,
        adopt: preset.adoptBy(sessions),
      })
      const parts = {
        appId: config.appId,
        options,
        verifier,
        verifyCurrent,
        revocations,
        logIn,
        store,
        publicUrl,
      }
      const hooks = [logInHooks, deletionHooks(revocations), userWriteHooks(parts)]
      if (roleTrust) hooks.push(roleTrust.hooks)
      if (!options.allowPassword) hooks.push(preventPasswordResets(config))
      const routes = preset.endpoints(parts)
      if (options.audience !== undefined) routes.unshift({ stage: 'before', handle: createBearer(parts) })
      return { hooks, routes }
    },
  }
}
