/**
 * Hides the tokens of sessions: parse-server shows a user, and so whoever has got one session, the tokens of all the
 * others. A session is shown its own, and one that is looked for by its token.
 */
import { hasKey } from '../../parse/auth-of'
import type { Hooks } from '../../parse/hooks'
import { type Auth, type Fields, internals, type RequestConfig, type Row } from '../../parse/internals'
import { protectedFieldHooks } from '../../parse/protected-field'
import { userPointer } from '../../parse/values'
import { askingToken } from './asking-session'
import { serverFieldNames } from './server-fields'

const field = 'sessionToken'

/** What `parseServer.protectedFields` has for sessions: LiveQuery looks nowhere else. What a host gives there wins. */
export function withProtectedFields(given: unknown): object {
  const { _Session, ...others } = (given ?? {}) as { _Session?: object }
  return { ...others, _Session: { '*': [field, ...serverFieldNames], ..._Session } }
}

const isClient = (auth: Auth) => !hasKey(auth) && auth.user !== undefined

/** The whole token that a query looks for: a part of one, or its place among others, would tell about it. */
function tokenIn(where: unknown): string | undefined {
  const value = (where as Fields | undefined)?.[field]
  const token = (value as { $eq?: unknown } | null | undefined)?.$eq ?? value
  return typeof token === 'string' ? token : undefined
}

/** Sessions of the user whose tokens the client has, as it seems. */
async function knownSessions({ database }: RequestConfig, { user }: Auth, tokens: unknown[]): Promise<Row[]> {
  const given = tokens.filter((token) => typeof token === 'string')
  if (given.length === 0) return []
  return database.find('_Session', { sessionToken: { $in: given }, user: userPointer(user?.id) })
}

/** The same query by id, which may be asked for. */
function byId(where: unknown, known: Row[]): unknown {
  const token = tokenIn(where)
  if (token === undefined) return where
  const others = Object.fromEntries(Object.entries(where as Fields).filter(([name]) => name !== field))
  const ids = known.filter(({ sessionToken }) => sessionToken === token).map(({ objectId }) => objectId)
  return { $and: [others, { objectId: { $in: ids } }] }
}

const namesIn = (list: unknown) => String(list).split(',')

const isWanted = ({ keys, excludeKeys }: Fields = {}) =>
  (keys === undefined || namesIn(keys).includes(field)) && !namesIn(excludeKeys).includes(field)

function show(answer: unknown, known: Row[], options: Fields | undefined): unknown {
  const { results } = answer as { results?: Row[] }
  if (!isWanted(options)) return answer
  for (const row of results ?? []) {
    const session = known.find(({ objectId }) => objectId === row.objectId)
    if (session) row[field] = session.sessionToken
  }
  return answer
}

const readHooks: Hooks = {
  'rest.find': async (next, config, auth, className, where, options, ...others) => {
    if (className !== '_Session' || !isClient(auth))
      return next(config, auth, className, where, options, ...others)
    const known = await knownSessions(config, auth, [askingToken(auth), tokenIn(where)])
    return show(await next(config, auth, className, byId(where, known), options, ...others), known, options)
  },
  'rest.get': async (next, config, auth, className, objectId, options, ...others) => {
    const answer = await next(config, auth, className, objectId, options, ...others)
    if (className !== '_Session' || !isClient(auth)) return answer
    return show(answer, await knownSessions(config, auth, [askingToken(auth)]), options)
  },
}

/** Whoever makes a session gets its token. */
const newSessionHooks: Hooks = {
  'RestWrite.filterProtectedFieldsInResponse': async function (next) {
    const token = this.className === '_Session' ? this.response?.response[field] : undefined
    await next()
    if (token !== undefined) Object.assign(this.response?.response ?? {}, { [field]: token })
  },
}

/** `GET /sessions/me` asks nobody whether the session has expired, and reads it as a user without a session. */
const currentSessionHooks: Hooks = {
  'SessionsRouter.handleMe': async (next, request) => {
    const { config, info } = request
    const sessionToken = info?.sessionToken
    if (typeof sessionToken === 'string')
      await internals.auth().getAuthForSessionToken({ config, sessionToken })
    const answer = (await next(request)) as { response: Row }
    return { ...answer, response: { ...answer.response, sessionToken } }
  },
}

export const sessionTokenHooks: Hooks[] = [
  protectedFieldHooks('_Session', [field, ...serverFieldNames]),
  readHooks,
  newSessionHooks,
  currentSessionHooks,
]
