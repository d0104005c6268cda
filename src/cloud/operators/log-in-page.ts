/** The page behind the link with which an operator logs in as a user. Opening it uses nothing up; its button does, once. */
import type { Answer, PageRoutes } from '../../pages/forms/answers'
import { createRedirects } from '../../pages/forms/redirects'
import { completeUrls, createUrlOf, stepsOf } from '../../pages/forms/steps'
import type { Mount } from '../../pages/mounting'
import type { PageOptions } from '../../pages/options'
import { createSessionCookie } from '../../pages/sign-in/cookie'
import { createEntrance, type Entrance } from '../../pages/sign-in/entrance'
import { createNextPage } from '../../pages/sign-in/next-page'
import { isNotFound } from '../../parse/errors'
import { internals, type RequestConfig, type Row } from '../../parse/internals'
import type { ExpiringStore, Route, Running } from '../../part/part'
import { asOperator } from '../../parse/request/operator'
import { logInPage, type LogInTicket, readTicket, useTicket } from '../users/log-in-links'

const sessionSeconds = 60 * 60

const over: Answer = { page: { name: 'logInAsOver' }, status: 404 }

/** As the master key does it, and not for as long. @returns nothing where the user is gone */
async function openSession(
  config: RequestConfig,
  { userId, operator }: LogInTicket,
): Promise<string | undefined> {
  const { prototype: router } = internals.UsersRouter()
  // This request's own.
  config.sessionLength = sessionSeconds
  const request = { config, auth: { isMaster: true }, body: { userId }, info: { context: {} } }
  try {
    const answer = await asOperator(operator, () => router.handleLogInAs.call(router, request))
    return String((answer as { response: Row }).response.sessionToken)
  } catch (thrown) {
    if (isNotFound(thrown)) return undefined
    throw thrown
  }
}

interface PageParts {
  appId: string
  store: ExpiringStore
  enter: Entrance['enter']
}

function routesOf({ appId, store, enter }: PageParts): PageRoutes {
  async function ask(token: string, { database }: RequestConfig): Promise<Answer> {
    const ticket = await readTicket(appId, token)
    const [user] = ticket ? await database.find('_User', { objectId: ticket.userId }, { limit: 1 }) : []
    if (!user) return over
    return { page: { name: 'logInAs', values: { token, username: String(user.username) } } }
  }
  async function logIn(token: string, config: RequestConfig): Promise<Answer> {
    const ticket = await readTicket(appId, token)
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

export async function logInRoute(running: Running, mount: Mount, options: PageOptions): Promise<Route> {
  const { config, publicUrl, besideApi } = running
  const { path, afterSignIn, origins } = options
  const nextPage = createNextPage(afterSignIn, origins, publicUrl)
  const { enter } = createEntrance({ cookie: createSessionCookie(publicUrl), nextPage })
  const urlOf = createUrlOf(path, besideApi)
  const redirects = createRedirects(config.appId, stepsOf(completeUrls({}, urlOf), urlOf), urlOf)
  const routes = routesOf({ appId: config.appId, store: await running.store(), enter })
  return mount(running, { path, routes, redirects, targets: nextPage.origins })
}
