/** Tells of every log-in and sign-up, whatever its way in: by password, by an auth provider, or as an anonymous user. */
import type { Hooks } from '../parse/hooks'
import type { Fields } from '../parse/internals'

/** A log-in that has succeeded. */
export interface LogInEvent {
  userId: string
  /** `password`, or the name of an auth provider, as `auth0`. */
  provider: string
  /** Whether the user was created by this log-in; a sign-up with a password is no log-in. */
  isNewUser: boolean
}

/** The client with which somebody logs in or signs up. */
export interface Client {
  installationId: unknown
}

/**
 * Is told of every session that begins: by a log-in, or by a sign-up, which is no log-in with a password.
 * @param client none where a token opens the session by itself
 */
export type OnSession = (event: LogInEvent, client: Client | undefined) => void

/** A sign-up with a password, which is no log-in. */
export const isSignUp = ({ provider, isNewUser }: LogInEvent): boolean => provider === 'password' && isNewUser

interface Answer {
  status?: number
  response?: { objectId?: unknown; sessionToken?: unknown }
}

/** Of a megabyte of text, each character would be an entry. */
function providersIn({ authData }: Fields): string[] {
  if (typeof authData !== 'object' || authData === null) return []
  return Object.keys(authData).filter((name) => (authData as Fields)[name] !== null)
}

function createTell(onSession: OnSession) {
  return (provider: string, { status, response }: Answer, installationId: unknown): void => {
    if (typeof response?.sessionToken !== 'string') return
    onSession({ userId: String(response.objectId), provider, isNewUser: status === 201 }, { installationId })
  }
}

/**
 * @param tellingItself a provider whose log-ins may be refused after parse-server has answered, so that it tells
 */
export function logInEventHooks(onSession: OnSession, tellingItself: string | undefined): Hooks {
  const tell = createTell(onSession)
  return {
    'UsersRouter.handleLogIn': async (next, request) => {
      const answer = await next(request)
      tell('password', answer as Answer, request.info?.installationId)
      return answer
    },
    'rest.create': async (next, config, auth, className, fields, ...others) => {
      const names: unknown[] = providersIn(fields)
      const answer = await next(config, auth, className, fields, ...others)
      if (className === '_User' && !names.includes(tellingItself))
        tell(names.join() || 'password', answer as Answer, auth.installationId)
      return answer
    },
  }
}
