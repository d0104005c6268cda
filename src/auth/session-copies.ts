/**
 * Sessions that are opened with a session: by `POST /sessions`, an upgrade, or a new password. parse-server gives each of
 * them a year, and forgets whose log-in it was. Here they have the end of the one that asks and its log-in, and end with
 * it; those of tokens, which are lent for a while, open none.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { parseError, refuse } from '../server/input/refuse'
import { internals, type NewSession, type RestWrite, type RoutedRequest, type Row } from '../server/internals'
import { userPointer } from '../server/parse-values'
import { replaceMethods } from '../server/replace-methods'
import { askingSession, askingToken } from './asking-session'
import { isBearerSession } from './bearer-session'

interface CreatedWith {
  action?: string
  via?: unknown
}

/** The session that a new one is made from. */
const origin = new AsyncLocalStorage<Row>()

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
  return {
    ...session,
    createdWith: { ...createdWith, from: from.objectId } as NonNullable<NewSession['createdWith']>,
    additionalSessionData: {
      ...session.additionalSessionData,
      ...(expiresAt !== undefined && { expiresAt }),
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

function hookNewSessions(): () => void {
  const RestWrite = internals.RestWrite()
  const createSession = RestWrite.createSession.bind(RestWrite)
  const { prototype } = RestWrite
  const former = { ...prototype }
  const restores = [
    replaceMethods(RestWrite, {
      createSession: (config, session) => {
        const from = origin.getStore()
        return createSession(config, from ? inheriting(session, from) : session)
      },
    }),
    replaceMethods(prototype, {
      handleSession: async function () {
        const { isMaster, isMaintenance, user } = this.auth
        if (this.className !== '_Session' || this.query || isMaster || isMaintenance || !user)
          return former.handleSession.call(this)
        const from = await askingSession(this.config.database, this.auth)
        if (!from) throw hasEnded()
        refuseLent(from)
        await origin.run(from, () => former.handleSession.call(this))
        await verifyOpen(this.config, from, this.response?.response)
      },
    }),
  ]
  return () => restores.forEach((restore) => restore())
}

/** With a new password parse-server ends all sessions of the user, and answers a new one to whoever has set it. */
function hookNewPasswords(): () => void {
  const { prototype } = internals.RestWrite()
  const former = { ...prototype }

  /** The one that asks stays, as there is none in its place. */
  async function endOthers({ config, storage, query }: RestWrite, { sessionToken }: Row): Promise<void> {
    const others = { user: userPointer(query?.objectId), sessionToken: { $ne: sessionToken } }
    if (storage.clearSessions && config.revokeSessionOnPasswordReset)
      await config.database.destroy('_Session', others)
    storage.clearSessions = false
  }
  return replaceMethods(prototype, {
    handleFollowup: async function () {
      const isAsked = this.storage.generateNewSession && !origin.getStore()
      if (!isAsked) return former.handleFollowup.call(this)
      const from = await askingSession(this.config.database, this.auth)
      const isOwn = this.auth.user?.id === this.query?.objectId
      const isOpen = from !== undefined || askingToken(this.auth) === undefined
      if (!isOwn || !isOpen || (from && isLent(from))) this.storage.generateNewSession = false
      if (from && isOwn && isLent(from)) await endOthers(this, from)
      return from
        ? origin.run(from, () => former.handleFollowup.call(this))
        : former.handleFollowup.call(this)
    },
  })
}

/** A session that is revocable already is upgraded to another one; on PostgreSQL parse-server fails with it. */
function hookUpgrades(): () => void {
  const { prototype } = internals.SessionsRouter()
  const { handleUpdateToRevocableSession } = prototype
  return replaceMethods(prototype, {
    handleUpdateToRevocableSession: async function (this: unknown, request: RoutedRequest) {
      const { config, auth, info } = request
      if (!auth || askingToken(auth) === undefined) return handleUpdateToRevocableSession.call(this, request)
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
  })
}

/** @returns a function that takes the hooks back */
export function hookSessionCopies(): () => void {
  const restores = [hookNewSessions(), hookNewPasswords(), hookUpgrades()]
  return () => restores.reverse().forEach((restore) => restore())
}
