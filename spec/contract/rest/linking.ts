/** `authData` requests: the sign-up and log-in by POST, linking and unlinking by PUT. */
import { type Answer, type Guide, revocable, type Session } from './guide'
import { aGeneratedUsername, aTimestamp, privateAcl, signedUp } from './shapes'

/** Signs up or logs in with a service. */
export const signInWith = (guide: Guide, authData: object): Promise<Answer> =>
  guide.send('POST', '/users', { headers: revocable, body: { authData } })

/** Links, or with `null` unlinks, a service. */
export const link = (guide: Guide, { objectId, sessionToken }: Session, authData: object): Promise<Answer> =>
  guide.send('PUT', `/users/${objectId}`, { sessionToken, body: { authData } })

/** Beyond the guide: Parse adds what an auth adapter has to say to the client, here nothing. */
export const nothingFromAdapter = { authDataResponse: {} }

/** The answer `201 Created`. */
export const createdUser = { ...signedUp, username: aGeneratedUsername, ...nothingFromAdapter }

/** The answer `200 OK`; Parse adds the ACL. */
export function existingUser({ objectId }: Session, authData: object) {
  const { sessionToken } = signedUp
  const timestamps = { createdAt: aTimestamp, updatedAt: aTimestamp }
  const ACL = privateAcl(objectId)
  return { objectId, sessionToken, ...timestamps, authData, ACL, ...nothingFromAdapter }
}

/** The answer to linking and unlinking. */
export const updated = { updatedAt: aTimestamp, ...nothingFromAdapter }

export function expectAnswer(answer: Answer, status: number, body: unknown): void {
  expect(answer.body).toEqual(body)
  expect(answer.status).toBe(status)
}
