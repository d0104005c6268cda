/** Signing in with a provider as a browser does it, without one: with a jar of cookies, step by step. */
import { createCookie } from '../../src/pages/sign-in/cookie'
import { appId } from '../support/host'
import type { Account } from '../support/issuers/shapes'
import { openPage } from '../support/pages'

export interface Visitor {
  /** Those of the pages by their names without the mark of the server. */
  cookies: Map<string, string>
  /** What is sent to an address. */
  headerFor: (url: string | URL) => string
  /** Asks for one address, and keeps cookies; follows nothing. */
  ask: (url: string | URL, init?: RequestInit) => Promise<Response>
}

const marked = /^(?<plain>accounts-[a-z-]+)-[0-9a-f]{8}$/

/** As the pages of a host name it. */
function markedAt(url: string | URL, name: string): string {
  const server = { config: { appId }, publicUrl: new URL('/parse', url) }
  return name.startsWith('accounts-')
    ? String(createCookie(server, name, () => true).clear.split('=')[0])
    : name
}

/** Somebody with a browser of their own. */
export function newVisitor(): Visitor {
  const cookies = new Map<string, string>()
  const headerFor: Visitor['headerFor'] = (url) =>
    [...cookies].map(([name, value]) => `${markedAt(url, name)}=${value}`).join('; ')
  const ask: Visitor['ask'] = async (url, init = {}) => {
    const cookie = headerFor(url)
    const headers = { ...(init.headers as Record<string, string> | undefined), cookie }
    const response = await fetch(url, { redirect: 'manual', ...init, headers })
    for (const set of response.headers.getSetCookie()) {
      const [, sent = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      const name = marked.exec(sent)?.groups?.plain ?? sent
      if (set.includes('Max-Age=0')) cookies.delete(name)
      else cookies.set(name, value)
    }
    return response
  }
  return { cookies, headerFor, ask }
}

/** Presses the button of a provider. @returns where the page leads */
export async function press(visitor: Visitor, signInPage: string, provider = 'keycloak'): Promise<URL> {
  const { form, url } = await openPage(signInPage)
  const body = new URLSearchParams({ ...form?.fields, provider })
  const leaving = await visitor.ask(new URL('sign-in-with', url), { method: 'POST', body })
  return new URL(String(leaving.headers.get('refresh')).replace(/^0; url=/, ''))
}

/** Signs in there. @returns where the issuer sends the browser: back to the pages, with a code */
export async function answerFor(visitor: Visitor, address: URL, account: Account): Promise<URL> {
  address.searchParams.set('login_hint', account.sub)
  let url = address
  while (!url.pathname.includes('/auth/callback/')) {
    const { headers } = await visitor.ask(url)
    url = new URL(String(headers.get('location')), url)
  }
  return url
}
