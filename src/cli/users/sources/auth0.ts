/**
 * Users of Auth0: an export of the Management API, the file with password hashes that their support makes, or a file
 * for Auth0's own import.
 * @see https://auth0.com/docs/manage-users/user-migration
 */
import { z } from 'zod'
import { blockFrom, type Draft, flagFrom, given, text, timeFrom } from '../draft'
import { readAs } from '../row-fault'

/** The connections of Auth0 that Parse Server knows, too. */
const providers: Record<string, string> = {
  'google-oauth2': 'google',
  apple: 'apple',
  facebook: 'facebook',
  github: 'github',
  twitter: 'twitter',
}

const identity = z.object({ provider: z.string(), user_id: z.union([z.string(), z.number()]) })

const user = z.object({
  _id: z.object({ $oid: z.string() }).optional(),
  user_id: text,
  username: text,
  email: text,
  email_verified: z.unknown().optional(),
  blocked: z.unknown().optional(),
  passwordHash: text,
  password_hash: text,
  custom_password_hash: z.object({ hash: z.object({ value: z.string() }) }).nullish(),
  identities: z.array(identity).nullish().catch(undefined),
  created_at: z.unknown().optional(),
  ...{ name: text, nickname: text, given_name: text, family_name: text, picture: text, locale: text },
})
type Auth0User = z.output<typeof user>

/** The file with hashes has the id without what it begins with. */
const idOf = ({ user_id: id, _id }: Auth0User) => id ?? (_id ? `auth0|${_id.$oid}` : undefined)

/** Ids that stand alone are of users with a password. */
const withKind = (id: string) => (id.includes('|') ? id : `auth0|${id}`)

function identitiesOf(found: Auth0User): Draft['identities'] {
  const id = idOf(found)
  const others = (found.identities ?? []).flatMap(({ provider, user_id: subject }) => {
    const name = providers[provider]
    return name === undefined ? [] : [[name, { id: String(subject) }] as const]
  })
  return Object.fromEntries([
    ...(id === undefined ? [] : [['auth0', { id: withKind(id) }] as const]),
    ...others,
  ])
}

/** @throws {RowFault} */
export function draftFromAuth0(record: unknown): Draft {
  const found = readAs(user, record)
  const { name, nickname, given_name: givenName, family_name: familyName, picture, locale } = found
  return {
    username: found.username,
    email: found.email,
    isVerified: flagFrom(found.email_verified, 'email_verified'),
    block: blockFrom(found.blocked),
    passwordHash: found.passwordHash ?? found.password_hash ?? found.custom_password_hash?.hash.value,
    identities: identitiesOf(found),
    createdAt: timeFrom(found.created_at, 'created_at'),
    fields: given({ name, nickname, givenName, familyName, picture, locale }),
  }
}
