/**
 * Sessions that are opened with a session: by `POST /sessions`, an upgrade, or a new password. parse-server gives each of
 * them a year, and forgets whose log-in it was. Here they have the end of the one that asks and its log-in, and end with
 * it; those of tokens, which are lent for a while, open none.
 */
import { parseError, refuse } from '../../parse/errors'
import type { Hooks } from '../../parse/hooks'
import { internals, type NewSession, type RestWrite, type Row } from '../../parse/internals'
import { dateValue, userPointer } from '../../parse/values'
import { askingSession, askingToken } from './asking-session'
import { isBearerSession } from './bearer-session'
import { loggedInAt } from './limits'
import { serverFields } from './server-fields'
import { createScope } from '../../parse/request/scope'

interface CreatedWith {
  action?: string
  via?: unknown
  authProvider?: unknown
}

/** The session that a new one is made from. */
const origin = createScope<Row>('origin of a session')

const originOf = ({ createdWith }: Row) => (createdWith ?? {}) as CreatedWith

/** Whether it stands for a token: an access token, or that of an Action. */
export const isLent = (session: Row): boolean =>
  isBearerSession(session.sessionToken) || originOf(session).via === 'action'

const hasEnded = () => parseError('INVALID_SESSION_TOKEN', 'Invalid session token')

const refuseLent = (session: Row): void => {
  if (isLent(session))
    refuse('OPERATION_FORBIDDEN', 'A session that came of a token opens no other one: log in for it.')
}

function inheriting(session: NewSession, from: Row): NewSession {
  const createdWith = {
    ...originOf(from),
    ...(session.createdWith && { action: session.createdWith.action }),
  }
  const { expiresAt } = from
  const since = loggedInAt(from)
  const { [serverFields.authenticatedAt]: authenticatedAt } = from
  return {
    ...session,
    createdWith: { ...createdWith, from: from.objectId } as NonNullable<NewSession['createdWith']>,
    additionalSessionData: {
      ...session.additionalSessionData,
      ...(expiresAt !== undefined && { expiresAt }),
      ...(since !== undefined && { [serverFields.loggedInAt]: dateValue(since) }),
      ...(authenticatedAt !== undefined && { [serverFields.authenticatedAt]: authenticatedAt }),
    },
  }
}

/** One that has ended in the meantime has not taken the new one with it; on the same device, it has made room for it. */
async function verifyOpen(
  { database }: RestWrite['config'],
  from: Row,
  made: Row | undefined,
): Promise<void> {
  if (made?.installationId !== undefined && made.installationId === from.installationId) return
  const [still] = await database.find('_Session', { objectId: from.objectId }, { limit: 1 })
  if (still) return
  await database.destroy('_Session', { sessionToken: made?.sessionToken })
  throw hasEnded()
}

const newSessionHooks: Hooks = {
  'RestWrite.createSession': (next, config, session) => {
    const from = origin.get()
    return next(config, from ? inheriting(session, from) : session)
  },
  'RestWrite.handleSession': async function (next) {
    const { isMaster, isMaintenance, user } = this.auth
    if (this.className !== '_Session' || this.query || isMaster || isMaintenance || !user) return next()
    const from = await askingSession(this.config.database, this.auth)
    if (!from) throw hasEnded()
    refuseLent(from)
    await origin.run(from, async () => next())
    await verifyOpen(this.config, from, this.response?.response)
  },
}

/** The one that asks stays, as there is none in its place. */
async function endOthers({ config, storage, query }: RestWrite, { sessionToken }: Row): Promise<void> {
  const others = { user: userPointer(query?.objectId), sessionToken: { $ne: sessionToken } }
  if (storage.clearSessions && config.revokeSessionOnPasswordReset)
    await config.database.destroy('_Session', others)
  storage.clearSessions = false
}

/** With a new password parse-server ends all sessions of the user, and answers a new one to whoever has set it. */
const newPasswordHooks: Hooks = {
  'RestWrite.handleFollowup': async function (next) {
    const isAsked = this.storage.generateNewSession && !origin.get()
    if (!isAsked) return next()
    const from = await askingSession(this.config.database, this.auth)
    const isOwn = this.auth.user?.id === this.query?.objectId
    const isOpen = from !== undefined || askingToken(this.auth) === undefined
    if (!isOwn || !isOpen || (from && isLent(from))) this.storage.generateNewSession = false
    if (from && isOwn && isLent(from)) await endOthers(this, from)
    return from ? origin.run(from, () => next()) : next()
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
    const made = inheriting({ userId: String(auth.user?.id), createdWith: { action: 'upgrade' } }, from)
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
