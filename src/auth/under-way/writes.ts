/**
 * A session writes ways into an account only while it is there. Between the moment at which it was looked at and the write,
 * a password is hashed or a provider asked; whoever takes the account back by a new password meanwhile, which ends
 * sessions, would find another password, address or identity on it afterwards.
 */
import type { Hooks } from '../../parse/hooks'
import type { RestWrite } from '../../parse/internals'
import { userPointer } from '../../parse/values'
import { askingSession, askingToken, hasEnded } from '../session/asking-session'
import type { InTurnOf } from './turns'

/** Name of the field that has an address which waits for its confirmation. */
export const pendingAddress = 'pendingEmail'

const waysIn = ['_hashed_password', 'authData', 'username', 'email', pendingAddress]

const setsPassword = ({ data }: RestWrite) => '_hashed_password' in data

/** Others, by the master key, write what they want; but a new password ends what is under way. */
const isConcerned = (write: RestWrite) =>
  write.className === '_User' &&
  write.query !== null &&
  !write.response &&
  (setsPassword(write) ||
    (askingToken(write.auth) !== undefined && waysIn.some((name) => name in write.data)))

async function verifyOpen({ config, auth }: RestWrite): Promise<void> {
  if (askingToken(auth) !== undefined && !(await askingSession(config.database, auth))) throw hasEnded()
}

/** parse-server ends them later, when others may have had their turn. */
async function endOthers({ config, auth, query, storage }: RestWrite): Promise<void> {
  if (!storage.clearSessions || !config.revokeSessionOnPasswordReset) return
  const others = { user: userPointer(query?.objectId), sessionToken: { $ne: askingToken(auth) ?? '' } }
  await config.database.destroy('_Session', others)
}

/** Inside of what locks names and addresses, which sees that it has refused. */
export const writeHooks = (inTurn: InTurnOf): Hooks => ({
  'RestWrite.runDatabaseOperation': function (next) {
    if (!isConcerned(this)) return next()
    return inTurn(this.query?.objectId, this.config.database, async () => {
      await verifyOpen(this)
      await next()
      if (setsPassword(this)) await endOthers(this)
    })
  },
})
