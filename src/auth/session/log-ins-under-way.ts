/**
 * A log-in takes time: a password is compared, triggers run. Whoever sets another password meanwhile ends all sessions,
 * and this one would be opened afterwards, with the password of before. So each is looked at once more when it is open.
 */
import { parseError } from '../../parse/errors'
import type { Hooks } from '../../parse/hooks'
import { internals, type RequestConfig, type Row } from '../../parse/internals'
import { createScope } from '../../parse/request/scope'
import { userById } from '../../parse/user-rows'
import { endSessions } from './session-store'

/** What told that a password is right. */
interface Proof {
  password: unknown
  hash: unknown
}

const logIns = createScope<{ proof?: Proof }>('log-in under way')

/** The hash may have become another one of the same password: those of other kinds do at their first log-in. */
const stillFits = async ({ password, hash }: Proof, { password: now }: Row) =>
  now === hash || internals.password().compare(password, now)

async function verify(config: RequestConfig, proof: Proof, { user, sessionToken }: Row): Promise<void> {
  const row = await userById(config.database, (user as Row).objectId)
  if (row && (await stillFits(proof, row))) return
  await endSessions(config, [String(sessionToken)])
  throw parseError('OBJECT_NOT_FOUND', 'Invalid username/password.')
}

/** Outside of what knows hashes of other kinds. */
export const logInsUnderWayHooks: Hooks = {
  'UsersRouter.handleLogIn': (next, request) => logIns.run({}, () => next(request)),
  'password.compare': async (next, password, hash) => {
    const fits = await next(password, hash)
    const logIn = logIns.get()
    if (logIn && fits) logIn.proof ??= { password, hash }
    return fits
  },
  'RestWrite.createSession': (next, config, session) => {
    const made = next(config, session)
    const proof = logIns.get()?.proof
    if (!proof) return made
    const createSession = async () => {
      const answer = await made.createSession()
      await verify(config, proof, made.sessionData)
      return answer
    }
    return { ...made, createSession }
  },
}
