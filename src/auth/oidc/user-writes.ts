/** Writes to users that hold a credential of the provider, log-ins and links, and what is answered to them. */
import type { ResolvedOidcOptions } from './options'
import type { Hooks } from '../../parse/hooks'
import { type Fields, internals, type Row } from '../../parse/internals'
import { createAccountRules } from './restrictions'
import { orRefuse } from './token/errors'
import { currentLogIn, withinLogIn } from './login-context'
import type { LogIn, LogInAnswer, LogInRequest } from './login-context'
import type { Auth0Verifier } from './token/verifier'

/** What users may read of themselves; nothing where class-level permissions or a trigger forbid it. */
async function readOwn({ config, auth, context }: LogInRequest, objectId: unknown): Promise<Row | undefined> {
  const { Auth } = internals.auth()
  const user = internals.Parse().User.fromJSON({ className: '_User', objectId })
  const own = new Auth({ config, installationId: auth.installationId, isMaster: false, user })
  try {
    const found = await internals.rest().get(config, own, '_User', objectId, {}, context)
    return (found as { results: Row[] }).results[0]
  } catch {
    return undefined
  }
}

/** parse-server's own answer is the row as it is stored, or for a new user hardly more than the id. */
export async function answerFor(request: LogInRequest, answer: LogInAnswer): Promise<LogInAnswer> {
  const { objectId, sessionToken, authDataResponse } = answer.response
  const own = await readOwn(request, objectId)
  return { ...answer, response: { objectId, ...own, sessionToken, authDataResponse } }
}

/** What the writes need of the rest. */
export interface UserWriteParts {
  options: ResolvedOidcOptions
  verifier: Auth0Verifier
  /** Refuses what was revoked, too; a log-in does so when its session is open, so that no revocation comes in between. */
  verifyCurrent: Auth0Verifier['verifyCredential']
  logIn: LogIn
}

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What a client sends to log in or to link, if that is what it does. */
function credentialIn({ authData }: Fields): Fields | undefined {
  return isObject(authData) && isObject(authData.auth0) ? authData.auth0 : undefined
}

/** What a client has read of its own user, and sends back as it is, is no credential. */
const isEcho = (credential: Fields) => Object.keys(credential).join() === 'id'

/** What a log-in under way has put in place of the credential. */
const isOfLogIn = (credential: Fields) =>
  isEcho(credential) && credential.id === currentLogIn()?.identity.subject

/** Log-ins and links, in place of parse-server's `create` and `update`. */
export function userWriteHooks({ options, verifier, verifyCurrent, logIn }: UserWriteParts): Hooks {
  const { verifyCreate, verifyUpdate } = createAccountRules(options)

  return {
    'rest.create': async (next, config, auth, className, fields, ...rest) => {
      const credential = className === '_User' ? credentialIn(fields) : undefined
      if (!credential || isOfLogIn(credential)) return next(config, auth, className, fields, ...rest)
      verifyCreate(auth, fields)
      const identity = await orRefuse(() => verifier.verifyCredential(credential))
      const loadClaims = () =>
        orRefuse(() => verifier.loadUserInfo(identity, String(credential.access_token)))
      const request = { config, auth, identity, fields, context: rest[0], loadClaims }
      return answerFor(request, await logIn(request))
    },
    'rest.update': async (next, config, auth, className, where, fields, ...rest) => {
      if (className !== '_User') return next(config, auth, className, where, fields, ...rest)
      await verifyUpdate(config, auth, where.objectId, fields)
      const credential = credentialIn(fields)
      if (!credential || isEcho(credential)) return next(config, auth, className, where, fields, ...rest)
      const identity = await orRefuse(() => verifyCurrent(credential))
      const authData = { ...(fields.authData as Fields), auth0: { id: identity.subject } }
      return withinLogIn({ identity }, () =>
        next(config, auth, className, where, { ...fields, authData }, ...rest),
      )
    },
  }
}
