/** Sign-in with providers as a whole: what is known before Parse Server starts, and what stands around it when it runs. */
import type { Hooks } from '../../parse/hooks'
import type { ParseServerSettings } from '../../parse/options'
import { userById } from '../../parse/user-rows'
import type { NamedTarget, ParseOptions, Part, Route, Running } from '../../part/part'
import { WrongArgument } from '../../errors'
import { isBearerSession } from '../session/bearer-session'
import type { RefusesAddress } from './profile/word'
import { createBearer } from './bearer/bearer'
import { logoutEndpoint } from './logout/endpoint'
import { linkOf } from './login/link'
import { lostLinkHooks } from './lost-links'
import { deletionHooks, endBearerSessions, logInHooks, type RevokeSession } from './parse-hooks'
import { addProfileFields, profileFieldsOf } from './profile/profile'
import { diagnoseProviders } from './diagnose'
import type { Provider } from './provider'
import { preventPasswordResets } from './restrictions'
import { type PreparedProvider, prepareProvider, type RunningProvider } from './running-provider'
import { userWriteHooks } from './user-writes'

/** A page of another origin may send access tokens, which parse-server's CORS headers would not let it. */
function withAdapters(options: ParseOptions, prepared: PreparedProvider[]): ParseOptions {
  const adapters = prepared.map(({ provider, adapter }) => [provider.name, adapter] as const)
  return {
    ...options,
    auth: { ...(options.auth as object | undefined), ...Object.fromEntries(adapters) },
    allowHeaders: [...((options.allowHeaders as string[] | undefined) ?? []), 'Authorization'],
  }
}

async function revokeSid(
  { sid, provider }: Exclude<NamedTarget, string>,
  providers: RunningProvider[],
): Promise<void> {
  const names = providers.map(({ provider: { name } }) => name)
  const found = providers.find((each) => each.provider.name === provider)
  if (!found)
    throw new WrongArgument(`revoke({ sid, provider }) expects a provider among ${names.join(', ')}.`)
  await found.revocations.revokeSid(sid)
}

/** No token opens a session again while those of a user, or of a session at a provider, are ended. */
function refuseRevoked(
  { config, sessions }: Running,
  providers: RunningProvider[],
  revokeSession: RevokeSession,
): void {
  sessions.beforeRevoking(async (target) => {
    if (typeof target !== 'string') return revokeSid(target, providers)
    const user = await userById(config.databaseController, target)
    for (const { provider, revocations } of user ? providers : []) {
      const subject = user && linkOf(user, provider.name)?.id
      if (typeof subject === 'string') await revocations.revokeSubject(subject)
    }
  })
  sessions.beforeEnding(endBearerSessions(revokeSession))
}

/** What stands around Parse Server's methods. */
function hooksOf(
  { config, sessions }: Running,
  providers: RunningProvider[],
  revokeSession: RevokeSession,
): Hooks[] {
  const withoutPassword = providers.filter(({ provider }) => !provider.options.allowPassword)
  return [
    logInHooks,
    deletionHooks(revokeSession),
    userWriteHooks(providers),
    lostLinkHooks({ appId: config.appId, providers, sessions }),
    ...providers.flatMap(({ roleTrust }) => roleTrust?.hooks ?? []),
    preventPasswordResets(
      config,
      withoutPassword.map(({ provider }) => provider),
    ),
  ]
}

/** Checks nothing of the options, which are checked already. */
export function oidc(
  providers: Provider[],
  settings: ParseServerSettings,
  refusesAddress: RefusesAddress,
): Part {
  const prepared = providers.map((provider) => prepareProvider(provider, settings, refusesAddress))

  return {
    name: 'oidc',
    fields: { _User: profileFieldsOf(providers) },
    diagnose: () => diagnoseProviders(providers),
    parseOptions: (given) => withAdapters(given, prepared),
    start: async (running) => {
      const { config } = running
      const { appId, databaseController: database } = config
      const { sessions } = running
      await addProfileFields(config, providers)
      const store = await running.store()
      const started = prepared.map(({ start }) => start(running, store))
      const revokeSession: RevokeSession = async (token) =>
        started
          .find(({ provider }) => isBearerSession(token, provider.name))
          ?.revocations.revokeSession(token)
      refuseRevoked(running, started, revokeSession)
      const withTokens = started.filter(({ provider }) => provider.options.audience !== undefined)
      const bearer: Route[] =
        withTokens.length > 0 ? [{ stage: 'before', handle: createBearer(appId, withTokens) }] : []
      const own = started.flatMap(
        ({ provider, ...parts }) => provider.routes?.({ ...parts, appId, store, running }) ?? [],
      )
      const logouts = started.map(({ provider, revocations, knownSids, verifier: { verifyLogoutToken } }) =>
        logoutEndpoint({ provider, database, sessions, revocations, knownSids, store, verifyLogoutToken }),
      )
      return {
        hooks: hooksOf(running, started, revokeSession),
        routes: [...bearer, ...own, ...logouts],
      }
    },
  }
}
