/** Signs people in with a provider: a button leads there, and the browser comes back with what the log-in verifies. */
import { canonicalLocale } from '../../adapters/email/templates/locale'
import { nobody } from '../../parse/auth-of'
import { type Fields, internals, type RequestConfig } from '../../parse/internals'
import type { Answer, PageRoutes, Sent } from '../forms/answers'
import { limited, providerProblemOf, type Refusal } from '../forms/log-in-refusals'
import type { UrlOf } from '../forms/steps'
import type { Cookie } from '../sign-in/cookie'
import type { Entrance } from '../sign-in/entrance'
import { signInForm } from '../sign-in/sign-in'
import type { Flows, OpenFlow } from './flows'
import type { PageProvider } from './provider'

interface Parts {
  flows: Flows
  cookie: Cookie
  entrance: Entrance
  urlOf: UrlOf
}

/** As a client logs in by REST: with all that stands around a log-in. */
async function logIn(name: string, credential: object, config: RequestConfig): Promise<string> {
  const fields = { authData: { [name]: credential } }
  const { response } = (await internals.rest().create(config, nobody(config), '_User', fields, {})) as {
    response: Fields
  }
  return String(response.sessionToken)
}

const answerIn = ({ code, state, iss, error }: Sent) =>
  Object.fromEntries(Object.entries({ code, state, iss, error }).filter(([, value]) => value !== ''))

export function providerRoutes(
  providers: PageProvider[],
  { flows, cookie, entrance, urlOf }: Parts,
): PageRoutes {
  const callbackOf = (name: string) => `callback/${name}`

  async function begin(sent: Sent): Promise<Answer> {
    const provider = providers.find(({ name }) => name === sent.provider)
    if (!provider) return signInForm(sent)
    const { name, title } = provider
    const locale = canonicalLocale(sent.locale) ?? 'en'
    const { next, challenge } = sent
    const about = { provider: name, next, challenge, locale, redirectUri: urlOf(callbackOf(name)) }
    const { flow, cookie: kept } = flows.begin(about)
    const url = await provider.authorizationUrl(flow, locale)
    // Where a form leads is bound by the policy of the page, redirects of the provider included: this page leads there.
    return { page: { name: 'leaving', values: { url, provider: title } }, refresh: url, cookies: [kept] }
  }
  async function enter(provider: PageProvider, flow: OpenFlow, sent: Sent, config: RequestConfig) {
    const failed = (problem: Parameters<typeof signInForm>[1]): Answer =>
      signInForm({ ...flow, username: '' }, problem)
    try {
      const credential = await provider.credentialFor(flow, answerIn(sent))
      if (!credential) return failed({ name: 'providerFailed', provider: provider.title })
      return await entrance.enter(await logIn(provider.name, credential, config), flow, config)
    } catch (thrown) {
      return limited(thrown) ?? failed(providerProblemOf(thrown as Refusal, provider.title))
    }
  }
  async function comeBack(provider: PageProvider, sent: Sent, config: RequestConfig): Promise<Answer> {
    const sealed = cookie.read(config.headers as Record<string, string | undefined>)
    const flow = await flows.finish({ provider: provider.name, state: sent.state }, sealed)
    if (!flow) return signInForm(sent, { name: 'providerOver', provider: provider.title })
    const answer = await enter(provider, flow, sent, config)
    return { ...answer, locale: flow.locale, cookies: [...(answer.cookies ?? []), cookie.clear] }
  }
  const callbacks = providers.map(
    (provider) =>
      [
        callbackOf(provider.name),
        { get: (sent: Sent, config: RequestConfig) => comeBack(provider, sent, config) },
      ] as const,
  )
  return {
    'sign-in-with': {
      get: async (sent) => signInForm(sent),
      post: begin,
      tellsOrigin: true,
      isLimited: true,
    },
    ...Object.fromEntries(callbacks),
  }
}
