/** What every token of a user must fulfil, whoever made it and whatever for. */
import type { JWTHeaderParameters } from 'jose'
import type { ResolvedOidcOptions } from '../options'
import { TokenFault } from './errors'
import type { Identity, VerifiedClaims } from './identity'

/** What is wrong with a token that breaks the rule, and whether a token keeps it. */
export type Rule = [reason: string, isKept: (claims: VerifiedClaims) => boolean]

/** How one kind of token is told from all others. */
export interface TokenProfile {
  kind: Identity['kind']
  /** One of them must be in `aud`; the rules decide about the others. */
  audience: string[]
  /** Values of the header's `typ`, in lower case; undefined: there may be none. */
  types: (string | undefined)[]
  rules: Rule[]
}

/** A claim, or an option, that is one value or a list. */
export const listOf = <Item>(value: Item | Item[]): Item[] => [value].flat() as Item[]

/** No header of Node's holds more, and no token of a provider comes near. */
export const maxCharacters = 16_384

/** OIDC Core, section 2, limits `sub` to 255 characters. No database has to hold what nobody can read. */
export const isSubject = (sub: unknown) =>
  typeof sub === 'string' && sub !== '' && sub.length <= 255 && !/\p{Cc}/u.test(sub)

/** The last moment that a `Date` holds (ECMA-262, section 21.4.1.1), in seconds since the epoch. */
const lastSecond = 8.64e12

/** The first three are needed always, the others where the host asks for them. */
export function commonRules({
  clientId,
  amr,
  acr,
}: Pick<ResolvedOidcOptions, 'clientId' | 'amr' | 'acr'>): Rule[] {
  const clientIds = listOf(clientId)
  const rules: Rule[] = [
    ['it has no usable sub', ({ sub }) => isSubject(sub)],
    // What a client gets for itself (RFC 9068, section 2.2), in an ID token too, is nobody's.
    ['it stands for a machine', ({ sub }) => !clientIds.some((client) => client === sub)],
    ['it expires when no date is (exp)', ({ exp }) => exp <= lastSecond],
  ]
  if (amr !== undefined)
    rules.push([
      'it lacks an authentication method (amr)',
      (claims) => Array.isArray(claims.amr) && amr.every((wanted) => listOf(claims.amr).includes(wanted)),
    ])
  if (acr !== undefined)
    rules.push([
      'it is of another authentication context class (acr)',
      (claims) => listOf(acr).some((wanted) => wanted === claims.acr),
    ])
  return rules
}

/** `JWT` and `application/jwt` are the same type (RFC 7515, section 4.1.9). */
const typeOf = ({ typ }: JWTHeaderParameters) =>
  typeof typ === 'string' ? typ.toLowerCase().replace(/^application\//, '') : typ

/** @throws {TokenFault} */
export function verifyType({ types }: Pick<TokenProfile, 'types'>, header: JWTHeaderParameters): void {
  if (!types.includes(typeOf(header))) throw new TokenFault('it is a token of another type')
}

/** @throws {TokenFault} for the first rule that is broken. */
export function verifyRules(rules: Rule[], claims: VerifiedClaims): void {
  const broken = rules.find(([, isKept]) => !isKept(claims))
  if (broken) throw new TokenFault(broken[0])
}
