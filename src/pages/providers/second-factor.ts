/**
 * The second step of a sign-in with a provider, where the user has a second factor: what the provider has given waits in the
 * form, sealed, and only the browser that has signed in there can send it.
 */
import { hash, randomBytes } from 'node:crypto'
import { createTextSeal, deriveKey } from '../../adapters/sealed-text'
import type { RequestConfig } from '../../parse/internals'
import type { ExpiringStore } from '../../part/part'
import type { Answer, Destination, PageRoute, Sent } from '../forms/answers'
import { limited, needsCode, providerProblemOf, type Refusal } from '../forms/log-in-refusals'
import type { Cookie } from '../sign-in/cookie'
import type { Entrance } from '../sign-in/entrance'
import { signInForm } from '../sign-in/sign-in'
import type { Page } from '../views/render'
import { logInWith } from './log-in'
import type { PageProvider } from './provider'

/** A sign-in that waits for its code. */
interface Waiting extends Destination {
  credential: object
  /** Milliseconds since the epoch. */
  end: number
}

export interface SecondFactor {
  /** The page that asks for the code. */
  ask: (provider: PageProvider, credential: object, to: Destination) => Answer
  route: PageRoute
}

type Store = Pick<ExpiringStore, 'claim' | 'release'>

interface Parts {
  providers: PageProvider[]
  cookie: Cookie
  entrance: Entrance
}

const lifeSeconds = 10 * 60
const keyOf = (id: string) => `second-factor:${hash('sha256', id, 'base64url')}`

function page(
  { name, title }: PageProvider,
  { sealed, next, challenge }: Destination & Pick<Sent, 'sealed'>,
  problem?: Page['problem'],
): Answer {
  const values = { sealed, next, challenge, provider: title, providerName: name }
  return {
    page: { name: 'secondFactor', values, ...(problem && { problem }) },
    status: problem ? 400 : 200,
  }
}

/** @param secret of all nodes */
export function createSecondFactor(secret: string, store: Store, parts: Parts): SecondFactor {
  const { providers, cookie, entrance } = parts
  const seal = createTextSeal(deriveKey(secret, 'pages/second-factor'))

  function open({ sealed, provider }: Sent, id: string): Waiting | undefined {
    try {
      const waiting = JSON.parse(seal.open(sealed, [provider, id])) as Waiting
      return waiting.end > Date.now() ? waiting : undefined
    } catch {
      return undefined
    }
  }
  async function enter(
    provider: PageProvider,
    { credential, ...to }: Waiting,
    { sealed, oneTimeCode: code }: Sent,
    config: RequestConfig,
  ): Promise<Answer> {
    try {
      const sessionToken = await logInWith(provider.name, credential, config, { code })
      const answer = await entrance.enter(sessionToken, to, config)
      return { ...answer, cookies: [...(answer.cookies ?? []), cookie.clear] }
    } catch (thrown) {
      await store.release(keyOf(idIn(config)))
      if (needsCode(thrown as Refusal)) return page(provider, { ...to, sealed }, { name: 'codeWrong' })
      return limited(thrown) ?? signInForm(to, providerProblemOf(thrown as Refusal, provider.title))
    }
  }
  const idIn = ({ headers }: RequestConfig) =>
    cookie.read(headers as Record<string, string | undefined>) ?? ''

  /** Of two forms at the same time, one has nothing that waits for it; whoever is refused may try another code. */
  async function finish(sent: Sent, config: RequestConfig): Promise<Answer> {
    const provider = providers.find(({ name }) => name === sent.provider)
    const id = idIn(config)
    const waiting = open(sent, id)
    if (!provider) return signInForm(sent)
    const isFirst = waiting !== undefined && (await store.claim(keyOf(id), lifeSeconds))
    return isFirst
      ? enter(provider, waiting, sent, config)
      : signInForm(sent, { name: 'providerOver', provider: provider.title })
  }
  return {
    ask: (provider, credential, { next, challenge }) => {
      const id = randomBytes(32).toString('base64url')
      const waiting: Waiting = { credential, next, challenge, end: Date.now() + lifeSeconds * 1000 }
      const sealed = seal.close(JSON.stringify(waiting), [provider.name, id])
      return { ...page(provider, { ...waiting, sealed }), cookies: [cookie.write(id, lifeSeconds)] }
    },
    route: {
      ...{ get: async (sent) => signInForm(sent), post: finish },
      ...{ tellsOrigin: true, isLimited: true, maxSize: '64kb' },
    },
  }
}
