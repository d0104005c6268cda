/** Sign-in with Auth0 as a whole: what is known before Parse Server starts, and what stands around it when it runs. */
import type { ParseServerSettings } from '../../parse/options'
import type { ExpiringStore, ParseOptions, Part, Route, Running } from '../../part'
import { createActionEndpoint } from '../auth0/action-endpoint'
import type { ResolvedAuth0Options } from '../auth0/options'
import { createRevocations, type Revocations } from '../session/revocations'
import { createUnverifiedRule, preventUnverifiedOption } from '../unverified'
import { createAdapter } from './adapter'
import { createBearer } from './bearer'
import { createLogIn } from './login'
import { linkOf } from './link'
import { deletionHooks, endBearerSessions, logInHooks } from './parse-hooks'
import { preventPasswordResets } from './password-resets'
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

/** Checks nothing of the options, which are checked already. */
export function oidc(options: ResolvedAuth0Options, settings: ParseServerSettings): Part {
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
      const logIn = createLogIn(options, { refusesUnverified, revocations, roleTrust, events, sessions })
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
      const routes: Route[] = []
      if (options.audience !== undefined) routes.push({ stage: 'before', handle: createBearer(parts) })
      if (options.actionSecrets)
        routes.push(createActionEndpoint({ ...parts, secrets: options.actionSecrets }))
      return { hooks, routes }
    },
  }
}
