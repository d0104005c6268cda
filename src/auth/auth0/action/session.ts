/** The Parse session that an Action puts into the tokens of an Auth0 session. */
import { internals, type RequestConfig, type Row } from '../../../server/internals'
import type { Identity } from '../identity'
import { linkOf } from '../link'
import type { LogIn } from '../log-in-request'

/** What the endpoint answers. */
export interface ActionSession {
  sessionToken: string
  userId: string
  /** ISO 8601. */
  expiresAt: string
}

interface Parts {
  logIn: LogIn
  /** Life of a session, in seconds. */
  sessionSeconds: number
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined)

const expiryOf = ({ expiresAt }: Row): number =>
  new Date(textOf(expiresAt) ?? (expiresAt as { iso?: string } | undefined)?.iso ?? 0).getTime()

/** A user whose ACL lets nobody in is locked out, as parse-server has it. */
const isLockedOut = ({ ACL }: Row) => typeof ACL === 'object' && ACL !== null && Object.keys(ACL).length === 0

/** Whose session it is, if it still stands for the identity. */
async function ownerOf(
  { database }: RequestConfig,
  session: Row,
  { subject }: Identity,
): Promise<string | undefined> {
  const { objectId } = session.user as { objectId: string }
  const [user] = await database.find('_User', { objectId }, { limit: 1 })
  return user && linkOf(user)?.id === subject && !isLockedOut(user) ? objectId : undefined
}

/** @returns how a session is opened for a verified identity, or taken up again */
export function createActionSessions({ logIn, sessionSeconds }: Parts) {
  /** One that the same Auth0 session has, while half of its life is left. */
  async function reuse(config: RequestConfig, identity: Identity): Promise<ActionSession | undefined> {
    if (identity.sid === undefined) return undefined
    const where = { 'createdWith.sid': identity.sid, 'createdWith.via': 'action' }
    const [session] = await config.database.find('_Session', where, { limit: 1, sort: { createdAt: -1 } })
    if (!session || expiryOf(session) - Date.now() < (sessionSeconds * 1000) / 2) return undefined
    const userId = await ownerOf(config, session, identity)
    if (userId === undefined) return undefined
    const expiresAt = new Date(expiryOf(session)).toISOString()
    return { sessionToken: String(session.sessionToken), userId, expiresAt }
  }

  async function open(config: RequestConfig, identity: Identity): Promise<ActionSession> {
    const { Auth } = internals.auth()
    const expiresAt = new Date(Date.now() + sessionSeconds * 1000).toISOString()
    const { response } = await logIn({
      config,
      auth: new Auth({ config, isMaster: false }),
      identity,
      fields: {},
      context: {},
      loadClaims: () => Promise.resolve(undefined),
      session: { expiresAt: { __type: 'Date', iso: expiresAt }, createdWith: { via: 'action' } },
    })
    return { sessionToken: String(response.sessionToken), userId: String(response.objectId), expiresAt }
  }

  return async (config: RequestConfig, identity: Identity): Promise<ActionSession> =>
    (await reuse(config, identity)) ?? open(config, identity)
}
