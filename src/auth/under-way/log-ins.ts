/**
 * A log-in takes time: a password is compared, a provider asked, triggers run. What let it in may be gone meanwhile, by a
 * new password or an unlink, which end all sessions there are: this one would be opened afterwards, and what it writes
 * would be the next way in. So both are looked at once more.
 */
import { isRecord } from '../../option-kinds/kinds'
import { parseError } from '../../parse/errors'
import type { Hooks } from '../../parse/hooks'
import { type Database, type Fields, internals, type RestWrite, type Row } from '../../parse/internals'
import { createScope } from '../../parse/request/scope'
import { userById } from '../../parse/user-rows'
import { blockedError, blockOf } from '../blocked/state'
import { isLockedOut } from '../session/locked-out'
import { endSessions } from '../session/session-store'
import type { InTurnOf } from './turns'

/** What told that a password is right. */
interface Proof {
  password: unknown
  hash: unknown
}

/** Triggers may log in or sign up others meanwhile: what came first is of the log-in itself. */
interface LogIn {
  by: 'password' | 'links'
  userId?: unknown
  /** Operators log in also users who are locked out. */
  wasOut?: boolean
  proof?: Proof
  /** The ids at the providers by which the user was found. */
  links?: Fields
}

const logIns = createScope<LogIn>('log-in under way')

const idIn = (authData: unknown, provider: string): unknown => {
  const link = isRecord(authData) ? authData[provider] : undefined
  return isRecord(link) ? link.id : undefined
}

/** Tokens of our providers come without an id; another id than the user has is linked by the log-in. */
function linksOf({ authData }: Row, sent: Fields): Fields {
  const isMeant = ([name, id]: [string, unknown]) => typeof id === 'string' && (idIn(sent, name) ?? id) === id
  return Object.fromEntries(
    Object.keys(sent)
      .map((name): [string, unknown] => [name, idIn(authData, name)])
      .filter(isMeant),
  )
}

/** The hash may have become another one of the same password: those of other kinds do at their first log-in. */
const stillFits = async ({ password, hash }: Proof, { password: now }: Row) =>
  now === hash || internals.password().compare(password, now)

const areLinked = ({ authData }: Row, links: Fields) =>
  Object.entries(links).every(([name, id]) => idIn(authData, name) === id)

export const unlinkedMeanwhile = () =>
  parseError('OBJECT_NOT_FOUND', 'This identity was unlinked meanwhile. Log in again.')

const refusals = {
  password: () => parseError('OBJECT_NOT_FOUND', 'Invalid username/password.'),
  links: unlinkedMeanwhile,
}

async function mayComeIn(user: Row, { wasOut, links = {}, proof }: LogIn): Promise<boolean> {
  const isIn = wasOut === true || !isLockedOut(user)
  return isIn && areLinked(user, links) && (!proof || (await stillFits(proof, user)))
}

/** @throws {Parse.Error} 101, or as for users who are blocked */
async function verify(database: Database, logIn: LogIn): Promise<void> {
  const user = await userById(database, logIn.userId)
  if (user && (await mayComeIn(user, logIn))) return
  const block = user && blockOf(user)
  throw block ? blockedError(block) : refusals[logIn.by]()
}

/** Outside of what knows hashes of other kinds. */
export const passwordHooks: Hooks = {
  'UsersRouter.handleLogIn': (next, request) => logIns.run({ by: 'password' }, () => next(request)),
  'password.compare': async (next, password, hash) => {
    const fits = await next(password, hash)
    const logIn = logIns.get()
    if (logIn?.by === 'password' && fits) logIn.proof ??= { password, hash }
    return fits
  },
  'UsersRouter._authenticateUserFromRequest': async (next, request) => {
    const user = (await next(request)) as Row
    const logIn = logIns.get()
    if (logIn?.by === 'password' && logIn.userId === undefined)
      Object.assign(logIn, { userId: user.objectId, wasOut: isLockedOut(user) })
    return user
  },
}

function providerHooks(): Hooks {
  const ofWrites = new WeakMap<RestWrite, LogIn>()
  return {
    'RestWrite.validateAuthData': function (next) {
      if (this.className !== '_User' || this.query) return next()
      const logIn: LogIn = { by: 'links' }
      ofWrites.set(this, logIn)
      return logIns.run(logIn, () => next())
    },
    'Auth.findUsersWithAuthData': async (next, config, authData, ...rest) => {
      const users = await next(config, authData, ...rest)
      const logIn = logIns.get()
      const [user] = users
      if (logIn?.by === 'links' && logIn.userId === undefined && user && users.length === 1)
        Object.assign(logIn, {
          userId: user.objectId,
          links: linksOf(user, authData),
          wasOut: isLockedOut(user),
        })
      return users
    },
    'RestWrite.createSessionToken': function (next) {
      const logIn = ofWrites.get(this)
      return logIn ? logIns.run(logIn, () => next()) : next()
    },
  }
}

const endHooks = (inTurn: InTurnOf): Hooks => ({
  'DatabaseController.update': function (next, className, where, fields, ...rest) {
    const logIn = logIns.get()
    const links = className === '_User' && 'authData' in fields && logIn && where.objectId === logIn.userId
    if (!links || logIn.userId === undefined) return next(className, where, fields, ...rest)
    return inTurn(logIn.userId, this, async () => {
      await verify(this, logIn)
      return next(className, where, fields, ...rest)
    })
  },
  'RestWrite.createSession': (next, config, session) => {
    const made = next(config, session)
    const logIn = logIns.get()
    if (logIn?.userId === undefined || logIn.userId !== session.userId) return made
    const createSession = async () => {
      const answer = await made.createSession()
      try {
        await verify(config.database, logIn)
      } catch (thrown) {
        await endSessions(config, [String(made.sessionData.sessionToken)])
        throw thrown
      }
      return answer
    }
    return { ...made, createSession }
  },
})

export const logInHooks = (inTurn: InTurnOf): Hooks[] => [providerHooks(), endHooks(inTurn)]
