/** The fields of a Parse user that come from the provider, from the claims of its token. */
import type { JWTPayload } from 'jose'
import { isObject } from '../../../option-kinds/kinds'
import { reasonOf } from '../../../errors'
import { hasCode, parseError } from '../../../parse/errors'
import { internals, type ParseConfig } from '../../../parse/internals'
import { storableText } from '../../../parse/values'
import { faultOfName, isEmailAddress, usualForm } from '../../identifiers/form'
import type { UserProfile } from '../options'
import type { Provider } from '../provider'

/** Standard claims that become fields as they are (OIDC Core 5.1), and what the fields are called. */
const fields = {
  name: 'name',
  nickname: 'nickname',
  given_name: 'givenName',
  family_name: 'familyName',
  picture: 'picture',
  locale: 'locale',
} as const

/** A `mapProfile` has fields of its own. */
const usingThem = (providers: Pick<Provider, 'path' | 'options'>[]) =>
  providers.find(({ options }) => !options.mapProfile)

export const profileFieldsOf = (providers: Provider[]): string[] =>
  usingThem(providers) ? Object.values(fields) : []

/**
 * Adds them to the class `_User`, so that no client has to be allowed to.
 * @throws {Parse.Error} 111 when users have a field of one of these names and another type
 */
export async function addProfileFields(
  { databaseController }: ParseConfig,
  providers: Pick<Provider, 'path' | 'options'>[],
): Promise<void> {
  const provider = usingThem(providers)
  if (!provider) return
  const schema = await databaseController.loadSchema()
  const texts = Object.fromEntries(Object.values(fields).map((field) => [field, 'text']))
  await schema.validateObject('_User', texts, {}).catch((thrown: unknown) => {
    if (!hasCode(thrown, 'INCORRECT_TYPE')) throw thrown
    const advice = `rename that field, or say in ${provider.path}.mapProfile where a name, a picture and the like belong`
    throw parseError('INCORRECT_TYPE', `${reasonOf(thrown)}: ${advice}`)
  })
}

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

const isUsable = ([field, value]: [string, unknown]) =>
  value !== undefined && !field.startsWith('_') && !reserved.includes(field)

/** An address, or a name, that no user could have is left out: it is no reason to refuse the log-in. */
function isSound([field, value]: [string, unknown]): boolean {
  if (typeof value !== 'string') return true
  if (field === 'email') return isEmailAddress(value)
  return field !== 'username' || faultOfName(value) === undefined
}

const inUsualForm = ([field, value]: [string, unknown]): [string, unknown] =>
  ['email', 'username'].includes(field) && typeof value === 'string'
    ? [field, usualForm(value)]
    : [field, value]

/** Without an address of its own, a profile would verify one that a client has added. */
const withAddress = ({ emailVerified, ...profile }: UserProfile): UserProfile =>
  emailVerified === undefined || typeof profile.email !== 'string' ? profile : { ...profile, emailVerified }

const storable = (claims: JWTPayload): JWTPayload =>
  JSON.parse(JSON.stringify(claims), (_name, value: unknown) =>
    typeof value === 'string' ? storableText(value) : value,
  ) as JWTPayload

/**
 * Fields of the user from the claims of a verified token, by `mapProfile` where the host gives one.
 * @throws {Parse.Error} 141 when `mapProfile` fails; the log has the reason.
 */
export async function profileOf(
  claims: JWTPayload,
  { path, options: { mapProfile } }: Provider,
): Promise<UserProfile> {
  try {
    const sane = storable(claims)
    const profile = mapProfile ? await mapProfile(sane) : mapStandardClaims(sane)
    if (!isObject(profile)) throw new TypeError('it returned no object')
    const sound = Object.entries(profile).filter(isUsable).map(inUsualForm).filter(isSound)
    return withAddress(Object.fromEntries(sound))
  } catch (thrown) {
    internals.logger().error(`${path}.mapProfile failed: ${reasonOf(thrown)}`)
    throw parseError('SCRIPT_FAILED', 'The profile of the user could not be read.')
  }
}

/** Whether a profile has an e-mail address that the provider has verified. */
export const hasVerifiedEmail = ({ email, emailVerified }: UserProfile): boolean =>
  typeof email === 'string' && emailVerified === true
