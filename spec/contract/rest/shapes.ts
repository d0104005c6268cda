/** What the values in the guide's answers look like. With `toEqual`, any other key makes a spec fail. */

const matching = (pattern: RegExp) => expect.stringMatching(pattern) as unknown

/** As "2022-01-01T12:23:45.678Z". */
export const aTimestamp = matching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
/** As "g7y9tkhB7O". */
export const anObjectId = matching(/^[A-Za-z0-9]{10}$/)
/** As "r:pnktnjyb996sj4p156gjtp4im". */
export const aSessionToken = matching(/^r:[0-9a-z]{25,}$/)
/** As "iwz8sna7sug28v4eyu7t89fij". */
export const aGeneratedUsername = matching(/^[A-Za-z0-9]{25}$/)

/** The answer to a sign-up. */
export const signedUp = { objectId: anObjectId, createdAt: aTimestamp, sessionToken: aSessionToken }

/** Only the user may read and write: Parse adds it to users, unless `enforcePrivateUsers` is false. */
export const privateAcl = (userId: string) => ({ [userId]: { read: true, write: true } })

/** Everybody may read, the user may write: the ACL with `enforcePrivateUsers: false`. */
export const publicAcl = (userId: string) => ({ ...privateAcl(userId), '*': { read: true } })

/** A user as the guide shows one; beyond the guide, Parse adds the ACL. */
export function aUser(
  { username, phone }: { username: string; phone: string },
  { objectId, ACL = privateAcl(objectId) }: { objectId: string; ACL?: object },
) {
  return { username, phone, createdAt: aTimestamp, updatedAt: aTimestamp, objectId, ACL }
}

/** The answer of Parse to a refusal: these two keys and no others. */
export const parseError = (code: number, error: string) => ({ code, error })

export const invalidSession = parseError(209, 'invalid session token')
