/** Tells of every log-in, whatever its way in: by password, by an auth provider, or as an anonymous user. */
import { internals, type Fields, type Rest, type RoutedRequest } from '../server/internals'
import { replaceMethods } from '../server/replace-methods'

/** A log-in that has succeeded. */
export interface LogInEvent {
  userId: string
  /** `password`, or the name of an auth provider, as `auth0`. */
  provider: string
  /** Whether the user was created by this log-in; a sign-up with a password is no log-in. */
  isNewUser: boolean
}

type OnLogIn = (event: LogInEvent) => void

interface Answer {
  status?: number
  response?: { objectId?: unknown; sessionToken?: unknown }
}

/** Of a megabyte of text, each character would be an entry. */
function providersIn({ authData }: Fields): string[] {
  if (typeof authData !== 'object' || authData === null) return []
  return Object.keys(authData).filter((name) => (authData as Fields)[name] !== null)
}

function tellOf(provider: string, { status, response }: Answer, onLogIn: OnLogIn): void {
  if (typeof response?.sessionToken !== 'string') return
  onLogIn({ userId: String(response.objectId), provider, isNewUser: status === 201 })
}

function hookPasswords(onLogIn: OnLogIn): () => void {
  const { prototype } = internals.UsersRouter()
  const { handleLogIn } = prototype
  return replaceMethods(prototype, {
    handleLogIn: async function (this: unknown, request: RoutedRequest) {
      const answer = await handleLogIn.call(this, request)
      tellOf('password', answer as Answer, onLogIn)
      return answer
    },
  })
}

function hookProviders(onLogIn: OnLogIn, tellingItself: string | undefined): () => void {
  const rest: Rest = internals.rest()
  const { create } = rest
  return replaceMethods(rest, {
    create: async (config, auth, className, fields, ...others) => {
      const names: unknown[] = providersIn(fields)
      const answer = await create(config, auth, className, fields, ...others)
      if (className === '_User' && names.length > 0 && !names.includes(tellingItself))
        tellOf(names.join(), answer as Answer, onLogIn)
      return answer
    },
  })
}

/**
 * @param tellingItself a provider whose log-ins may be refused after parse-server has answered, so that it tells
 * @returns a function that takes the hooks back
 */
export function hookLogInEvents(onLogIn: OnLogIn, tellingItself: string | undefined): () => void {
  const restores = [hookPasswords(onLogIn), hookProviders(onLogIn, tellingItself)]
  return () => restores.forEach((restore) => restore())
}
