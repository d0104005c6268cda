/** The Parse session that an Action puts into the tokens of an Auth0 session. */
import { nobody } from '../../parse/auth-of'
import type { RequestConfig, Row } from '../../parse/internals'
import { dateValue } from '../../parse/values'
import { userById } from '../../parse/user-rows'
import type { Identity } from '../oidc/token/identity'
import { linkOf } from '../oidc/login/link'
import { isLockedOut } from '../session/locked-out'
import type { CatchUp, LogIn } from '../oidc/login/login-context'
import { name } from './name'

/** What the endpoint answers. */
export interface ActionSession {
  sessionToken: string
  userId: string
  /** ISO 8601. */
  expiresAt: string
}

interface Parts {
  logIn: LogIn
  catchUp: CatchUp
  /** Life of a session, which is no longer than those of others: its end is answered, and half of it counts. */
  sessionMs: number
}

/** Whose session it is, if it still stands for the identity. */
async function ownerOf(
  { database }: RequestConfig,
  session: Row,
  { subject }: Identity,
): Promise<Row | undefined> {
  const { objectId } = session.user as { objectId: string }
  const user = await userById(database, objectId)
  return user && linkOf(user, name)?.id === subject && !isLockedOut(user) ? user : undefined
}

/** @returns how a session is opened for a verified identity, or taken up again */
export function createActionSessions({ logIn, catchUp, sessionMs }: Parts) {
  /** One that the same Auth0 session has, while half of its life is left; the user is who Auth0 says by now. */
  async function reuse(config: RequestConfig, identity: Identity): Promise<ActionSession | undefined> {
    if (identity.sid === undefined) return undefined
    const where = {
      'createdWith.sid': identity.sid,
      'createdWith.via': 'action',
      expiresAt: { $gte: dateValue(Date.now() + sessionMs / 2) },
    }
    const [session] = await config.database.find('_Session', where, { limit: 1, sort: { createdAt: -1 } })
    if (!session) return undefined
    const user = await ownerOf(config, session, identity)
    if (!user) return undefined
    await catchUp({ config, identity }, user)
    const { iso } = session.expiresAt as { iso: string }
    return { sessionToken: String(session.sessionToken), userId: String(user.objectId), expiresAt: iso }
  }

  async function open(config: RequestConfig, identity: Identity): Promise<ActionSession> {
    const expiresAt = dateValue(Date.now() + sessionMs)
    const { response } = await logIn({
      config,
      auth: nobody(config),
      identity,
      fields: {},
      context: {},
      loadClaims: () => Promise.resolve(undefined),
      session: { expiresAt, createdWith: { via: 'action' } },
    })
    return {
      sessionToken: String(response.sessionToken),
      userId: String(response.objectId),
      expiresAt: expiresAt.iso,
    }
  }

  return async (config: RequestConfig, identity: Identity): Promise<ActionSession> =>
    (await reuse(config, identity)) ?? open(config, identity)
}
