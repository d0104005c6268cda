/** Who people sign in with: the list of presets, each of which makes its providers from its options. */
import type { OptionProblem } from '../errors'
import { isRecord } from '../option-kinds/kinds'
import { name as auth0 } from './auth0/name'
import type { ResolvedAuth0Options } from './auth0/options'
import { auth0Provider } from './auth0/provider'
import type { ResolvedIssuerOptions } from './issuers/options'
import { issuerProvider } from './issuers/provider'
import type { Provider } from './oidc/provider'

interface PresetOptions {
  auth0?: ResolvedAuth0Options | undefined
  oidc: Record<string, ResolvedIssuerOptions>
}

export const providersFor = (options: PresetOptions): Provider[] => [
  ...(options.auth0 ? [auth0Provider(options.auth0)] : []),
  ...Object.entries(options.oidc).map(([name, given]) => issuerProvider(name, given)),
]

/** Names of presets, kept free while the preset is not used, too: its users would be mixed with those of another. */
const reserved = [auth0]

function nameProblem({ name, path }: Provider, others: Provider[], taken: unknown): string | undefined {
  if (path !== name && reserved.includes(name)) return 'this name is reserved: choose another'
  const same = others.find((other) => other.name === name)
  if (same) return `has the name of ${same.path}: choose another`
  if (isRecord(taken) && Object.hasOwn(taken, name))
    return `expected \`${path}\` or \`parseServer.auth.${name}\`, not both`
  return undefined
}

/** Tokens of one would be the other's as well. */
const takesTokensOf = (one: Provider) => (other: Provider) =>
  one.options.audience === other.options.audience &&
  one.issuers.some((issuer) => other.issuers.includes(issuer))

/** Roles of one would be taken away by the other. */
const takesRolesOf =
  ({ options: { roles: one } }: Provider) =>
  ({ options: { roles: other } }: Provider) =>
    one && other && (one.prefix.startsWith(other.prefix) || other.prefix.startsWith(one.prefix))

function problemsOf(provider: Provider, others: Provider[], taken: unknown): OptionProblem[] {
  const { path, options } = provider
  const wrongName = nameProblem(provider, others, taken)
  const same = others.find(takesTokensOf(provider))
  const near = others.find(takesRolesOf(provider))
  const issuerPath = 'issuer' in options ? `${path}.issuer` : path
  return [
    ...(wrongName === undefined ? [] : [{ path, message: wrongName }]),
    ...(same ? [{ path: issuerPath, message: `has the issuer and the audience of ${same.path}` }] : []),
    ...(near
      ? [{ path: `${path}.roles.prefix`, message: `must not begin as that of ${near.path} does` }]
      : []),
  ]
}

/**
 * What is wrong between providers, whichever presets have made them.
 * @param taken `parseServer.auth`: the providers of the host
 */
export const providerProblems = (providers: Provider[], taken: unknown): OptionProblem[] =>
  providers.flatMap((provider, index) => problemsOf(provider, providers.slice(0, index), taken))
