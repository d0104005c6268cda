/** What tokens of Auth0 must fulfil beside what all tokens must. */
import { listOf, type Rule } from '../oidc/token/token-rules'
import type { VerifiedClaims } from '../oidc/token/identity'
import type { ResolvedAuth0Options } from './options'

/** Auth0 gives a machine the client's id and `@clients` for its `sub`. */
const isUser = ({ sub, gty }: VerifiedClaims) => !sub.endsWith('@clients') && gty !== 'client-credentials'

/** Ids are exact; names have no upper case at Auth0. */
const isMember = (organization: string, { org_id, org_name }: VerifiedClaims) =>
  organization.startsWith('org_')
    ? org_id === organization
    : typeof org_name === 'string' && org_name.toLowerCase() === organization.toLowerCase()

/** Who may sign in. */
export function userRules({ organization }: Pick<ResolvedAuth0Options, 'organization'>): Rule[] {
  const rules: Rule[] = [['it stands for a machine', isUser]]
  if (organization !== undefined)
    rules.push([
      'it is of another organization, or of none',
      (claims) => listOf(organization).some((wanted) => isMember(wanted, claims)),
    ])
  return rules
}

/** The audience that `/userinfo` of an issuer wants. */
export const userInfoOf = (issuer: string): string => `${issuer}userinfo`

/** An access token is for this API, and at most for /userinfo too. */
export const audienceRule = (audience: string | undefined): Rule => [
  'it is for another API too (aud)',
  ({ aud, iss }) => listOf(aud).every((each) => each === audience || each === userInfoOf(iss)),
]
