/** Sends a browser to a provider. */
import type { Answer } from '../forms/answers'
import type { UrlOf } from '../forms/steps'
import type { Flows, OpenFlow } from './flows'
import type { PageProvider } from './provider'

/** Where a provider sends browsers back to. */
export const callbackOf = (name: string): string => `callback/${name}`

export type Leave = (
  provider: PageProvider,
  about: Pick<OpenFlow, 'next' | 'challenge' | 'locale' | 'linkTo' | 'invitation' | 'needsFresh'>,
) => Promise<Answer>

export const createLeave =
  (flows: Flows, urlOf: UrlOf): Leave =>
  async (provider, about) => {
    const { name, title } = provider
    const { flow, cookie } = flows.begin({ ...about, provider: name, redirectUri: urlOf(callbackOf(name)) })
    const url = await provider.authorizationUrl(flow, flow.locale)
    // Where a form leads is bound by the policy of the page, redirects of the provider included: this page leads there.
    return { page: { name: 'leaving', values: { url, provider: title } }, refresh: url, cookies: [cookie] }
  }
