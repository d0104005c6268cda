/** For `doctor`: whether the keys of providers can be had from here. */
import { reasonOf } from '../../errors'
import { isRecord } from '../../option-kinds/kinds'
import type { Diagnosis } from '../../part/part'
import type { Provider } from './provider'
import { boundedFetch } from './token/requests/fetch'

async function countKeys({ findEndpoints }: Provider, issuer: string): Promise<number> {
  const { jwks } = await findEndpoints()(issuer)
  const set: unknown = await (await boundedFetch(jwks)).json()
  return isRecord(set) && Array.isArray(set.keys) ? set.keys.length : 0
}

async function diagnose(provider: Provider, issuer: string): Promise<Diagnosis> {
  const name = `keys of ${provider.name}`
  const advice = `is ${provider.path} right, and is it reachable from here?`
  try {
    const count = await countKeys(provider, issuer)
    if (count > 0) return { name, state: 'ok', message: `${issuer} has ${count}.` }
    return { name, state: 'wrong', message: `${issuer} has none: ${advice}` }
  } catch (thrown) {
    return { name, state: 'wrong', message: `${issuer} can't be asked (${reasonOf(thrown)}): ${advice}` }
  }
}

export const diagnoseProviders = (providers: Provider[]): Promise<Diagnosis[]> =>
  Promise.all(providers.flatMap((provider) => provider.issuers.map((issuer) => diagnose(provider, issuer))))
