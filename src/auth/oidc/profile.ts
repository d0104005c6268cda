/** The fields of a Parse user that come from Auth0. */
import type { JWTPayload } from 'jose'
import { reasonOf } from '../../errors'
import type { ResolvedOidcOptions, UserProfile } from './options'
import { parseError } from '../../parse/errors'
import { internals } from '../../parse/internals'

/** Standard claims that become fields as they are (OIDC Core 5.1), and what the fields are called. */
const fields = {
  name: 'name',
  nickname: 'nickname',
  given_name: 'givenName',
  family_name: 'familyName',
  picture: 'picture',
  locale: 'locale',
} as const

/** What a profile must not set: who the user is, how they log in, and what Parse keeps for itself. */
const reserved = [
  'objectId',
  'id',
  'className',
  'authData',
  'password',
  'sessionToken',
  'ACL',
  'createdAt',
  'updatedAt',
]

/** Only `true` is true: some identity providers send the text "false". */
function emailOf({ email, email_verified }: JWTPayload): UserProfile {
  return typeof email === 'string' && email !== '' ? { email, emailVerified: email_verified === true } : {}
}

function mapStandardClaims(claims: JWTPayload): UserProfile {
  const texts = Object.entries(fields).filter(([claim]) => typeof claims[claim] === 'string')
  return {
    ...emailOf(claims),
    ...Object.fromEntries(texts.map(([claim, field]) => [field, claims[claim]])),
  }
}

const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value)

const isUsable = ([field, value]: [string, unknown]) =>
  value !== undefined && !field.startsWith('_') && !reserved.includes(field)

/** Without an address of its own, a profile would verify one that a client has added. */
const withAddress = ({ emailVerified, ...profile }: UserProfile): UserProfile =>
  emailVerified === undefined || typeof profile.email !== 'string' ? profile : { ...profile, emailVerified }

/**
 * Fields of the user from the claims of a verified token, by `mapProfile` where the host gives one.
 * @throws {Parse.Error} 141 when `mapProfile` fails; the log has the reason.
 */
export async function profileOf(
  claims: JWTPayload,
  { mapProfile }: ResolvedOidcOptions,
): Promise<UserProfile> {
  try {
    const profile = mapProfile ? await mapProfile(claims) : mapStandardClaims(claims)
    if (!isObject(profile)) throw new TypeError('it returned no object')
    return withAddress(Object.fromEntries(Object.entries(profile).filter(isUsable)))
  } catch (thrown) {
    internals.logger().error(`auth0.mapProfile failed: ${reasonOf(thrown)}`)
    throw parseError('SCRIPT_FAILED', 'The profile of the user could not be read.')
  }
}

/** Whether a profile has an e-mail address that Auth0 has verified. */
export const hasVerifiedEmail = ({ email, emailVerified }: UserProfile): boolean =>
  typeof email === 'string' && emailVerified === true
