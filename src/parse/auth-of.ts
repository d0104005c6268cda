/** Who asks, for parse-server's own functions that are called without a request. */
import { hasCode } from './errors'
import { type Auth, internals, type RequestConfig } from './internals'

/** What parse-server takes for Cloud Code: it opens no session for whoever signs up there. */
export const cloudInstallation = 'cloud'

/** What all tokens of Parse sessions look like; the database is not asked for others. */
export const isSessionToken = (text: string): boolean => /^r:[\w-]{1,200}$/.test(text)

/** Somebody without a session. */
export function nobody(config: RequestConfig, installationId?: string): Auth {
  const { Auth } = internals.auth()
  return new Auth({ config, installationId, isMaster: false })
}

/** Who has a session; nobody where it has ended. */
export async function authOf(config: RequestConfig, sessionToken: string): Promise<Auth | undefined> {
  if (!isSessionToken(sessionToken)) return undefined
  try {
    return await internals.auth().getAuthForSessionToken({ config, sessionToken })
  } catch (thrown) {
    if (hasCode(thrown, 'INVALID_SESSION_TOKEN')) return undefined
    throw thrown
  }
}

/** The names of all roles that a user has, those by another role among them. */
export async function rolesOf(config: RequestConfig, userId: string): Promise<string[]> {
  const { Auth } = internals.auth()
  const auth = new Auth({ config, isMaster: false, user: { id: userId } })
  const roles = await Auth.prototype.getUserRoles.call(auth)
  return roles.map((name) => name.replace(/^role:/, ''))
}

/** Whether it is no client's: the master key, or the maintenance key. */
export const hasKey = ({ isMaster, isMaintenance }: Pick<Auth, 'isMaster' | 'isMaintenance'>): boolean =>
  isMaster || isMaintenance === true
