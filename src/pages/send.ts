/** Sends what a page answers: itself, a way to another one, or a file. */
import { canonicalLocale } from '../adapters/email/templates/locale'
import { internals, type Response } from '../parse/internals'
import { currentRequest } from '../parse/request/request'
import type { Running } from '../part/part'
import type { Answer } from './forms/answers'
import type { Redirects } from './forms/redirects'
import type { FormTokens } from './forms/same-site'
import type { Page, Renderer } from './views/render'

export interface Sending extends Pick<Running, 'config'> {
  renderer: Renderer
  redirects: Redirects
  formTokens: FormTokens
}

function leave(res: Response, url: string): void {
  res.setHeader('Location', url)
  res.status(303).send('')
}

/** Its name is ours. */
function save(res: Response, { fileName, content }: { fileName: string; content: object }): void {
  res.setHeader('Content-Type', 'application/json; charset=utf-8')
  res.setHeader('Content-Disposition', `attachment; filename="${fileName}"`)
  res.send(JSON.stringify(content, null, 2))
}

/** What sends an answer, in the language that the link or the form has, or else the browser. */
export function createSend({ config: { appId }, renderer, redirects, formTokens }: Sending) {
  const shown = (page: Page, locale: string, up: string): string => {
    const appName = internals.Config().get(appId)?.appName ?? ''
    const values = { ...page.values, formToken: formTokens.make() }
    return renderer.render({ ...page, values }, { appName, up }, locale)
  }
  return (res: Response, asked: unknown, answer: Answer, up: string): void => {
    const wanted = asked ?? answer.locale
    const locale = renderer.localeFor([wanted, ...(currentRequest()?.languages() ?? [])])
    // The host may have set some of its own.
    if (answer.cookies) res.appendHeader('Set-Cookie', answer.cookies)
    if ('url' in answer) return leave(res, answer.url)
    if ('content' in answer) return save(res, answer)
    if (!('page' in answer)) return redirects.send(res, answer, canonicalLocale(wanted) ?? locale)
    const { page, status = 200, retryAfter, refresh } = answer
    if (retryAfter !== undefined) res.setHeader('Retry-After', String(retryAfter))
    if (refresh !== undefined) res.setHeader('Refresh', `0; url=${refresh}`)
    res.setHeader('Content-Language', locale)
    res.status(status).send(shown(page, locale, up))
  }
}
