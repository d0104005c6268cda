/** Signs people in with a provider: a button leads there, and the browser comes back with what the log-in verifies. */
import { reasonOf } from '../../errors'
import { canonicalLocale } from '../../adapters/email/templates/locale'
import { readIn } from '../../parse/request/request'
import { internals, type RequestConfig } from '../../parse/internals'
import { type Answer, later, type PageRoutes, type Sent } from '../forms/answers'
import { limited, needsCode, providerProblemOf, type Refusal } from '../forms/log-in-refusals'
import type { Cookie } from '../sign-in/cookie'
import type { Entrance } from '../sign-in/entrance'
import { type OpenSignUp, signInForm } from '../sign-in/sign-in'
import type { Flows, OpenFlow } from './flows'
import { callbackOf, type Leave } from './leave'
import { logInWith } from './log-in'
import type { PageProvider } from './provider'
import type { SecondFactor } from './second-factor'

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
  secondFactor: SecondFactor
  openSignUp: OpenSignUp
}

/** What no visitor can help: said in the language in which the sign-in began. */
function tellLater(thrown: unknown): Answer {
  internals.logger().error(`A sign-in by a provider could not be finished: ${reasonOf(thrown)}`)
  return later(60)
}

const answerIn = ({ code, state, iss, error }: Sent) =>
  Object.fromEntries(Object.entries({ code, state, iss, error }).filter(([, value]) => value !== ''))

export function providerRoutes(providers: PageProvider[], parts: Parts): PageRoutes {
  const { flows, leave, cookie, entrance, secondFactor, openSignUp } = parts

  async function begin(sent: Sent): Promise<Answer> {
    const provider = providers.find(({ name }) => name === sent.provider)
    if (!provider) return signInForm(sent)
    const { next, challenge, invitation, needsFresh } = sent
    const locale = canonicalLocale(sent.locale) ?? 'en'
    return leave(provider, { next, challenge, invitation, needsFresh, locale, linkTo: '' })
  }
  async function logIn({ provider, flow, config }: Returned, credential: object): Promise<Answer> {
    try {
      return await entrance.enter(await logInWith(provider.name, credential, config, flow), flow, config)
    } catch (thrown) {
      if (needsCode(thrown as Refusal)) return secondFactor.ask(provider, credential, flow)
      throw thrown
    }
  }
  async function enter(returned: Returned): Promise<Answer> {
    const { title } = returned.provider
    const { flow } = returned
    // Where sign-up is closed, another try needs the invitation again.
    const failed = async (problem: Parameters<typeof signInForm>[1]): Promise<Answer> =>
      flow.invitation === '' ? signInForm(flow, problem) : openSignUp({ ...flow, email: '' }, problem)
    try {
      const credential = await returned.credential()
      if (!credential) return await failed({ name: 'providerFailed', provider: title })
      return await logIn(returned, credential)
    } catch (thrown) {
      return limited(thrown) ?? (await failed(providerProblemOf(thrown as Refusal, title)))
    }
  }
  async function comeBack(provider: PageProvider, sent: Sent, config: RequestConfig): Promise<Answer> {
    const sealed = cookie.read(config.headers as Record<string, string | undefined>)
    const flow = await flows.finish({ provider: provider.name, state: sent.state }, sealed)
    if (!flow) return signInForm(sent, { name: 'providerOver', provider: provider.title })
    const credential = () => provider.credentialFor(flow, answerIn(sent))
    const returned = { provider, flow, credential, config }
    const work = flow.linkTo === '' ? enter : parts.link
    const answer = await readIn(flow.locale, () => work(returned)).catch(tellLater)
    return { ...answer, locale: flow.locale, cookies: [...(answer.cookies ?? []), cookie.clear] }
  }
  const callbacks = providers.map((provider) => {
    const get = (sent: Sent, config: RequestConfig) => comeBack(provider, sent, config)
    // Forms on the page that is shown then have to tell where they come from.
    return [callbackOf(provider.name), { get, tellsOrigin: true }] as const
  })
  return {
    'sign-in-with': {
      get: async (sent) => signInForm(sent),
      post: begin,
      tellsOrigin: true,
      isLimited: true,
    },
    'second-factor': secondFactor.route,
    ...Object.fromEntries(callbacks),
  }
}
