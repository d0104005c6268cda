/**
 * Users of Firebase, as `firebase auth:export` writes them, and the parameters of their hashes.
 * @see https://firebase.google.com/docs/cli/auth
 */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { firebaseHash, type FirebaseParameters } from '../../../auth/passwords/imported/firebase'
import { reasonOf } from '../../../errors'
import { UsageError } from '../../usage-error'
import { type Draft, flagFrom, given, text, timeFrom } from '../draft'
import { readAs, RowFault } from '../row-fault'

/** What Parse Server calls them. Phones and passwords are no providers there. */
const providers: Record<string, string> = {
  'google.com': 'google',
  'apple.com': 'apple',
  'facebook.com': 'facebook',
  'github.com': 'github',
  'twitter.com': 'twitter',
}

const inCsv = ['google', 'facebook', 'twitter', 'github']

/** The columns of its CSV, which has no line of titles. Each line ends with one more comma. */
export const firebaseColumns = [
  ...['localId', 'email', 'emailVerified', 'passwordHash', 'salt', 'displayName', 'photoUrl'],
  ...inCsv.flatMap((name) => [name, `${name}Email`, `${name}Name`, `${name}Photo`]),
  ...['createdAt', 'lastSignedInAt', 'phoneNumber', 'disabled', 'customAttributes', 'end'],
]

const user = z.object({
  ...{ localId: text, email: text, passwordHash: text, salt: text },
  ...{
    displayName: text,
    photoUrl: text,
    phoneNumber: text,
    createdAt: z.unknown().optional(),
    disabled: z.unknown().optional(),
    emailVerified: z.unknown().optional(),
  },
  providerUserInfo: z.array(z.object({ providerId: z.string(), rawId: z.string() })).nullish(),
  ...{ google: text, facebook: text, twitter: text, github: text },
})
type FirebaseUser = z.output<typeof user>

function identitiesOf(found: FirebaseUser): Draft['identities'] {
  const columns = inCsv.map((name) => [name, found[name as 'google']] as const)
  const infos = (found.providerUserInfo ?? []).map(
    ({ providerId, rawId }) => [providers[providerId], rawId] as const,
  )
  const known = [['firebase', found.localId] as const, ...columns, ...infos]
  return Object.fromEntries(known.flatMap(([name, id]) => (name && id ? [[name, { id }]] : [])))
}

function hashOf({ passwordHash, salt }: FirebaseUser, parameters: FirebaseParameters | undefined) {
  if (passwordHash === undefined || passwordHash.startsWith('$')) return passwordHash
  if (!parameters) throw new RowFault('has a hash of Firebase: give the parameters by --hash-config')
  if (salt === undefined) throw new RowFault('has a hash without salt')
  return firebaseHash(parameters, salt, passwordHash)
}

/** @throws {RowFault} */
export const draftFromFirebase =
  (parameters: FirebaseParameters | undefined) =>
  (record: unknown): Draft => {
    const found = readAs(user, record)
    return {
      email: found.email,
      isVerified: flagFrom(found.emailVerified, 'emailVerified'),
      block: flagFrom(found.disabled, 'disabled') ? {} : undefined,
      passwordHash: hashOf(found, parameters),
      identities: identitiesOf(found),
      createdAt: timeFrom(found.createdAt, 'createdAt'),
      fields: given({ name: found.displayName, picture: found.photoUrl, phoneNumber: found.phoneNumber }),
    }
  }

const names = {
  signerKey: 'base64_signer_key',
  saltSeparator: 'base64_salt_separator',
  rounds: 'rounds',
  memCost: 'mem_cost',
}

/**
 * The block `hash_config { … }` as the console shows it, or the same as JSON.
 * @throws {UsageError} naming what is missing, without a key
 */
export function readHashConfig(file: string): FirebaseParameters {
  let content: string
  try {
    content = readFileSync(file, 'utf8')
  } catch (thrown) {
    throw new UsageError(`The hash parameters can't be read: ${reasonOf(thrown)}.`)
  }
  const values = new Map(
    [...content.matchAll(/(\w+)"?\s*[:=]\s*"?([\w+/=-]+)/g)].map(([, name, value]) => [name, value]),
  )
  const valueOf = (name: string) => {
    const value = values.get(name)
    if (value === undefined)
      throw new UsageError(`${file} has no ${name}: copy the hash parameters from Firebase.`)
    return value
  }
  return {
    signerKey: valueOf(names.signerKey),
    saltSeparator: valueOf(names.saltSeparator),
    rounds: Number(valueOf(names.rounds)),
    memCost: Number(valueOf(names.memCost)),
  }
}
