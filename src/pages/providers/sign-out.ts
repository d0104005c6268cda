/** Signs a browser out at a provider, too: there with a state, and back with it. */
import type { RequestConfig } from '../../parse/internals'
import type { Answer, PageRoutes, Sent } from '../forms/answers'
import type { UrlOf } from '../forms/steps'
import type { Cookie } from '../sign-in/cookie'
import { signInForm } from '../sign-in/sign-in'
import type { Flows } from './flows'
import type { PageProvider } from './provider'

/** Where a provider sends browsers back to. */
const returnOf = (name: string) => `signed-out/${name}`

interface Parts {
  /** Of sign-outs alone. */
  flows: Flows
  cookie: Cookie
  urlOf: UrlOf
}

/** @param sid of the session there, where it is known */
export type SignOutAt = (
  provider: PageProvider | undefined,
  sid: string | undefined,
  locale: string,
) => Promise<Answer>

export function createSignOut(providers: PageProvider[], { flows, cookie, urlOf }: Parts) {
  const signOutAt: SignOutAt = async (provider, sid, locale) => {
    if (!provider) return { page: { name: 'signedOut' } }
    const { name, title } = provider
    const about = { ...{ provider: name, redirectUri: urlOf(returnOf(name)) }, locale }
    const { flow, cookie: begun } = flows.begin({
      ...about,
      next: '',
      challenge: '',
      invitation: '',
      linkTo: '',
    })
    const url = await provider.signOutUrl({ ...flow, sid }, locale)
    if (url === undefined) return { page: { name: 'signedOut', values: { provider: title } } }
    return { page: { name: 'signingOut', values: { url, provider: title } }, refresh: url, cookies: [begun] }
  }

  /** Whoever has not signed out here learns nothing of it. */
  async function comeBack({ name }: PageProvider, sent: Sent, { headers }: RequestConfig): Promise<Answer> {
    const sealed = cookie.read(headers as Record<string, string | undefined>)
    const flow = await flows.finish({ provider: name, state: sent.state }, sealed)
    if (!flow) return signInForm(sent)
    return { page: { name: 'signedOut' }, locale: flow.locale, cookies: [cookie.clear] }
  }
  const routes: PageRoutes = Object.fromEntries(
    providers.map((provider) => [
      returnOf(provider.name),
      // The form to sign in may be shown there.
      { get: (sent, config) => comeBack(provider, sent, config), tellsOrigin: true },
    ]),
  )
  return { signOutAt, routes }
}
