/** The page behind the link with which an operator logs in as a user. Opening it uses nothing up; its button does, once. */
import { byLink } from '../../auth/session/session-store'
import type { Answer, PageRoutes } from '../../pages/forms/answers'
import { createRedirects } from '../../pages/forms/redirects'
import { completeUrls, createUrlOf, stepsOf } from '../../pages/forms/steps'
import { createCodes } from '../../pages/hand-over/codes'
import type { Mount } from '../../pages/mounting'
import type { PageOptions } from '../../pages/options'
import { createSessionCookie } from '../../pages/sign-in/cookie'
import { createEntrance, type Entrance } from '../../pages/sign-in/entrance'
import { createNextPage } from '../../pages/sign-in/next-page'
import { isNotFound } from '../../parse/errors'
import type { Hooks } from '../../parse/hooks'
import { internals, type RequestConfig, type Row } from '../../parse/internals'
import type { ExpiringStore, Route, Running } from '../../part/part'
import { masterKeyOf } from '../../parse/master-key'
import { asOperator } from '../../parse/request/operator'
import { createScope } from '../../parse/request/scope'
import { userById } from '../../parse/user-rows'
import { logInPage, type LogInTicket, readTicket, useTicket } from '../users/log-in-links'
import { mayStillActAs } from './permission'

const sessionSeconds = 60 * 60

/** The session of a link. */
const opening = createScope<true>('session of a link')

const over: Answer = { page: { name: 'logInAsOver' }, status: 404 }

/** As the master key does it, and not for as long. @returns nothing where the user is gone */
async function openSession(
  config: RequestConfig,
  { userId, operator }: LogInTicket,
): Promise<string | undefined> {
  const { prototype: router } = internals.UsersRouter()
  // This request's own: it ends also where the host's sessions don't, or are renewed by their use.
  config.sessionLength = Math.min(sessionSeconds, config.sessionLength ?? sessionSeconds)
  Object.assign(config, { expireInactiveSessions: true, extendSessionOnUse: false })
  const request = { config, auth: { isMaster: true }, body: { userId }, info: { context: {} } }
  try {
    const logIn = () => router.handleLogInAs.call(router, request)
    const answer = await asOperator(operator, () => opening.run(true, logIn))
    return String((answer as { response: Row }).response.sessionToken)
  } catch (thrown) {
    if (isNotFound(thrown)) return undefined
    throw thrown
  }
}

export const linkSessionHooks: Hooks = {
  'RestWrite.createSession': (next, config, session) => {
    const { createdWith } = session
    const isByLink = opening.get() && createdWith !== undefined
    return next(config, isByLink ? { ...session, createdWith: { ...createdWith, ...byLink } } : session)
  },
}

interface PageParts {
  appId: string
  /** Of operators. */
  role: string | undefined
  store: ExpiringStore
  enter: Entrance['enter']
}

function routesOf({ appId, role, store, enter }: PageParts): PageRoutes {
  /** What a link says, as long as who has asked for it may still do it. */
  async function ticketIn(token: string, config: RequestConfig): Promise<LogInTicket | undefined> {
    const ticket = await readTicket(appId, token)
    const { userId = '', operator } = ticket ?? {}
    return operator && (await mayStillActAs(userId, operator, { config, role })) ? ticket : undefined
  }
  async function ask(token: string, config: RequestConfig): Promise<Answer> {
    const ticket = await ticketIn(token, config)
    const user = ticket && (await userById(config.database, ticket.userId))
    if (!user) return over
    return { page: { name: 'logInAs', values: { token, username: String(user.username) } } }
  }
  async function logIn(token: string, config: RequestConfig): Promise<Answer> {
    const ticket = await ticketIn(token, config)
    if (!ticket || !(await useTicket(store, ticket))) return over
    const sessionToken = await openSession(config, ticket)
    return sessionToken === undefined ? over : enter(sessionToken, { next: '', challenge: '' }, config)
  }
  return {
    [logInPage]: {
      get: ({ token }, config) => ask(token, config),
      post: ({ token }, config) => logIn(token, config),
      tellsOrigin: true,
    },
  }
}

/** @param role of operators, if there is one */
export async function logInRoute(
  running: Running,
  mount: Mount,
  { options, role }: { options: PageOptions; role: string | undefined },
): Promise<Route> {
  const { config, publicUrl, besideApi } = running
  const { path, afterSignIn, origins } = options
  const nextPage = createNextPage(afterSignIn, origins, publicUrl)
  const urlOf = createUrlOf(path, besideApi)
  const store = await running.store()
  const secret = await masterKeyOf(config.appId)
  const codes = options.handOver === 'code' ? createCodes(secret, store, 'operator') : undefined
  const cookie = createSessionCookie(running)
  const { enter } = createEntrance({
    cookie,
    maxMs: running.sessions.maxMs,
    nextPage,
    codes,
    accountUrl: urlOf('account'),
  })
  const redirects = createRedirects(config.appId, stepsOf(completeUrls({}, urlOf), urlOf), urlOf)
  const routes = routesOf({ appId: config.appId, role, store, enter })
  return mount(running, { path, routes, redirects, targets: nextPage.origins })
}
