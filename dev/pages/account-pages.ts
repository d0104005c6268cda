/**
 * The pages behind `customPages`: where Parse Server sends a browser that followed a link in an e-mail.
 * They work without JavaScript. To have pages of your own, copy this folder and `html.ts`.
 */
import { type Request, type Response, Router } from 'express'
import { renderInvalidLink } from './invalid-link'
import { renderPasswordSaved } from './password-saved'
import { renderResetPassword } from './reset-password'
import { renderVerified } from './verified'

/** What the pages say and where their form goes. */
export interface AccountPagesOptions {
  appName: string
  appId: string
  /** URL of the API, as in `publicServerURL`. */
  publicServerUrl: string
}

/** The URLs to give to Parse Server as `customPages`. */
export function customPages(siteUrl: string) {
  return {
    invalidLink: `${siteUrl}/auth/invalid-link`,
    verifyEmailSuccess: `${siteUrl}/auth/verified`,
    choosePassword: `${siteUrl}/auth/reset-password`,
    passwordResetSuccess: `${siteUrl}/auth/password-saved`,
  }
}

/** A query parameter given once; one that is missing or repeated counts as not given. */
function single(request: Request, name: string): string | undefined {
  const value = request.query[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

function showResetPassword(options: AccountPagesOptions, request: Request, response: Response) {
  const token = single(request, 'token')
  if (token === undefined) return response.status(400).send(renderInvalidLink(options.appName))
  const page = renderResetPassword({
    ...options,
    token,
    username: single(request, 'username'),
    error: single(request, 'error'),
  })
  return response.send(page)
}

/** An Express router with the four pages. */
export function accountPages(options: AccountPagesOptions): Router {
  const { appName } = options
  const router = Router()
  router.use((_request, response, next) => {
    // The address of the reset page holds a token: keep it out of caches.
    response.set('Cache-Control', 'no-store')
    next()
  })
  router.get('/verified', (_request, response) => response.send(renderVerified(appName)))
  router.get('/invalid-link', (_request, response) => response.send(renderInvalidLink(appName)))
  router.get('/reset-password', (request, response) => showResetPassword(options, request, response))
  router.get('/password-saved', (_request, response) => response.send(renderPasswordSaved(appName)))
  return router
}
