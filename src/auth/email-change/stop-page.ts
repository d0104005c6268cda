/**
 * The page behind the link that stops a change of address. Opening it changes nothing, as scanners of mails open links too;
 * its form does.
 */
import { createRedirects } from '../../pages/forms/redirects'
import { type Answer, openAgain, type PageRoutes } from '../../pages/forms/answers'
import { completeUrls, createUrlOf, stepsOf } from '../../pages/forms/steps'
import type { Mount } from '../../pages/mounting'
import type { Route, Running } from '../../part/part'
import { type Stop, stopPage } from './stop'

/** Where the page is, and what mounts it. */
export interface StopPages {
  mount: Mount
  path: string
}

const over: Answer = { page: { name: 'emailChangeOver' }, status: 404 }

const routesOf = ({ isGood, stop }: Stop): PageRoutes => ({
  [stopPage]: {
    get: async ({ token }) => {
      if (token === '') return openAgain
      return (await isGood(token)) ? { page: { name: 'stopEmailChange', values: { token } } } : over
    },
    post: async ({ token }) => ((await stop(token)) ? { page: { name: 'emailChangeStopped' } } : over),
    hasLink: true,
  },
})

/** There with `pages: false`, too: nothing else stops a change. */
export function stopRoute(running: Running, { mount, path }: StopPages, stop: Stop): Promise<Route> {
  const urlOf = createUrlOf(path, running.besideApi)
  const redirects = createRedirects(running.config.appId, stepsOf(completeUrls({}, urlOf), urlOf), urlOf)
  return mount(running, { path, routes: routesOf(stop), redirects, targets: [] })
}
