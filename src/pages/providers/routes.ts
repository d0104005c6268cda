/** Signs people in with a provider: a button leads there, and the browser comes back with what the log-in verifies. */
import { canonicalLocale } from '../../adapters/email/templates/locale'
import { nobody } from '../../parse/auth-of'
import { type Fields, internals, type RequestConfig } from '../../parse/internals'
import type { Answer, PageRoutes, Sent } from '../forms/answers'
import { limited, providerProblemOf, type Refusal } from '../forms/log-in-refusals'
import type { Cookie } from '../sign-in/cookie'
import type { Entrance } from '../sign-in/entrance'
import { signInForm } from '../sign-in/sign-in'
import type { Flows, OpenFlow } from './flows'
import { callbackOf, type Leave } from './leave'
import type { PageProvider } from './provider'

/** A sign-in that is back: what it was begun with, and how what came back is exchanged. */
export interface Returned {
  provider: PageProvider
  flow: OpenFlow
  credential: () => Promise<object | undefined>
  config: RequestConfig
}

interface Parts {
  flows: Flows
  leave: Leave
  cookie: Cookie
  entrance: Entrance
  /** What becomes of a sign-in that links the provider with a user. */
  link: (returned: Returned) => Promise<Answer>
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

export function providerRoutes(providers: PageProvider[], parts: Parts): PageRoutes {
  const { flows, leave, cookie, entrance } = parts

  async function begin(sent: Sent): Promise<Answer> {
    const provider = providers.find(({ name }) => name === sent.provider)
    if (!provider) return signInForm(sent)
    const { next, challenge } = sent
    return leave(provider, { next, challenge, locale: canonicalLocale(sent.locale) ?? 'en', linkTo: '' })
  }
  async function enter({ provider, flow, credential, config }: Returned): Promise<Answer> {
    const failed = (problem: Parameters<typeof signInForm>[1]): Answer =>
      signInForm({ ...flow, username: '' }, problem)
    try {
      const given = await credential()
      if (!given) return failed({ name: 'providerFailed', provider: provider.title })
      return await entrance.enter(await logIn(provider.name, given, config), flow, config)
    } catch (thrown) {
      return limited(thrown) ?? failed(providerProblemOf(thrown as Refusal, provider.title))
    }
  }
  async function comeBack(provider: PageProvider, sent: Sent, config: RequestConfig): Promise<Answer> {
    const sealed = cookie.read(config.headers as Record<string, string | undefined>)
    const flow = await flows.finish({ provider: provider.name, state: sent.state }, sealed)
    if (!flow) return signInForm(sent, { name: 'providerOver', provider: provider.title })
    const credential = () => provider.credentialFor(flow, answerIn(sent))
    const returned = { provider, flow, credential, config }
    const answer = await (flow.linkTo === '' ? enter(returned) : parts.link(returned))
    return { ...answer, locale: flow.locale, cookies: [...(answer.cookies ?? []), cookie.clear] }
  }
  const callbacks = providers.map((provider) => {
    const get = (sent: Sent, config: RequestConfig) => comeBack(provider, sent, config)
    return [callbackOf(provider.name), { get }] as const
  })
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
