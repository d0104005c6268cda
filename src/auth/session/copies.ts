/**
 * Sessions that are opened with a session: by `POST /sessions`, an upgrade, or a new password. parse-server gives each of
 * them a year, and forgets whose log-in it was. Here they have the end of the one that asks and its log-in, and end with
 * it, or take its place; those of tokens, which are lent for a while, open none.
 */
import { hasKey } from '../../parse/auth-of'
import { refuse } from '../../parse/errors'
import type { Hooks } from '../../parse/hooks'
import { internals, type NewSession, type RestWrite, type Row } from '../../parse/internals'
import { dateValue } from '../../parse/values'
import { askingSession, askingToken, hasEnded } from './asking-session'
import { isBearerSession } from './bearer-session'
import { loggedInAt } from './limits'
import { serverFields } from './server-fields'
import { originIdOf, withOrigin } from './session-store'
import { createScope } from '../../parse/request/scope'

interface Origin {
  /** That a new one is made from. */
  session: Row
  /** With which the new one ends, by id. */
  from: string | undefined
}

const origin = createScope<Origin>('origin of a session')

/** On the same device a new one takes the place of it: that one ends, and the new one with what that was made from. */
function originFor(session: Row, installationId: unknown): Origin {
  const takesPlace = installationId !== undefined && installationId === session.installationId
  return { session, from: takesPlace ? originIdOf(session) : String(session.objectId) }
}

/** Whether it stands for a token: an access token, or that of an Action. */
export const isLent = ({ sessionToken, createdWith }: Row): boolean =>
  isBearerSession(sessionToken) || (createdWith as { via?: unknown } | undefined)?.via === 'action'

const refuseLent = (session: Row): void => {
  if (isLent(session))
    refuse('OPERATION_FORBIDDEN', 'A session that came of a token opens no other one: log in for it.')
}

function inheriting(session: NewSession, { session: asking, from }: Origin): NewSession {
  const createdWith = {
    ...withOrigin(asking, from),
    ...(session.createdWith && { action: session.createdWith.action }),
  }
  const { expiresAt } = asking
  const since = loggedInAt(asking)
  const { [serverFields.authenticatedAt]: authenticatedAt } = asking
  return {
    ...session,
    createdWith: createdWith as NonNullable<NewSession['createdWith']>,
    additionalSessionData: {
      ...session.additionalSessionData,
      ...(expiresAt !== undefined && { expiresAt }),
      ...(since !== undefined && { [serverFields.loggedInAt]: dateValue(since) }),
      ...(authenticatedAt !== undefined && { [serverFields.authenticatedAt]: authenticatedAt }),
    },
  }
}

/** One that has ended in the meantime has not taken the new one with it, unless it has made room for it. */
async function verifyOpen(
  { database }: RestWrite['config'],
  { objectId }: Row,
  made: Row | undefined,
): Promise<void> {
  const sessionToken = String(made?.sessionToken)
  const found = await database.find('_Session', { $or: [{ objectId }, { sessionToken }] })
  const isOpen = found.some((row) => row.objectId === objectId || originIdOf(row) !== objectId)
  if (isOpen) return
  await database.destroy('_Session', { sessionToken })
  throw hasEnded()
}

const newSessionHooks: Hooks = {
  'RestWrite.createSession': (next, config, session) => {
    const from = origin.get()
    return next(config, from ? inheriting(session, from) : session)
  },
  'RestWrite.handleSession': async function (next) {
    if (this.className !== '_Session' || this.query || hasKey(this.auth) || !this.auth.user) return next()
    const from = await askingSession(this.config.database, this.auth)
    if (!from) throw hasEnded()
    refuseLent(from)
    await origin.run(originFor(from, this.data.installationId), async () => next())
    await verifyOpen(this.config, from, this.response?.response)
  },
}

/** It has no origin left, where all have ended. */
const originOfNewPassword = ({ storage, config, auth }: RestWrite, session: Row): Origin =>
  storage.clearSessions && config.revokeSessionOnPasswordReset
    ? { session, from: undefined }
    : originFor(session, auth.installationId)

/** With a new password parse-server ends all sessions of the user, and answers a new one to whoever has set it. */
const newPasswordHooks: Hooks = {
  'RestWrite.handleFollowup': async function (next) {
    const isAsked = this.storage.generateNewSession && !origin.get()
    if (!isAsked) return next()
    const from = await askingSession(this.config.database, this.auth)
    const isOwn = this.auth.user?.id === this.query?.objectId
    const isOpen = from !== undefined || askingToken(this.auth) === undefined
    if (!isOwn || !isOpen || (from && isLent(from))) this.storage.generateNewSession = false
    // The one that asks stays, as there is none in its place; the others have ended with the write.
    if (from && isOwn && isLent(from)) this.storage.clearSessions = false
    return from ? origin.run(originOfNewPassword(this, from), () => next()) : next()
  },
}

/** A session that is revocable already is upgraded to another one; on PostgreSQL parse-server fails with it. */
const upgradeHooks: Hooks = {
  'SessionsRouter.handleUpdateToRevocableSession': async (next, request) => {
    const { config, auth, info } = request
    if (!auth || askingToken(auth) === undefined) return next(request)
    const from = await askingSession(config.database, auth)
    if (!from) throw hasEnded()
    refuseLent(from)
    const asked = { userId: String(auth.user?.id), createdWith: { action: 'upgrade' } }
    const made = inheriting(asked, originFor(from, auth.installationId))
    const { sessionData, createSession } = internals.RestWrite().createSession(config, {
      ...made,
      ...(auth.installationId !== undefined && { installationId: auth.installationId }),
    })
    await createSession()
    await verifyOpen(config, from, sessionData)
    const where = { sessionToken: sessionData.sessionToken }
    const found = await internals.rest().find(config, auth, '_Session', where, {}, info?.context)
    return { response: (found as { results: Row[] }).results[0] }
  },
}

export const sessionCopyHooks: Hooks[] = [newSessionHooks, newPasswordHooks, upgradeHooks]
