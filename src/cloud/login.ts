/** Tells of every log-in and sign-up, whatever its way in: by password, by an auth provider, or as an anonymous user. */
import type { LogInEvent } from '../api/sign-in'
import { afterCommit } from '../parse/after-commit'
import type { Hooks } from '../parse/hooks'
import type { Fields, TriggerHandler } from '../parse/internals'
import { currentWayIn } from '../parse/request/way-in'
import type { Client, Events, Part } from '../part/part'

/** A sign-up with a password, which is no log-in. */
export const isSignUp = ({ provider, isNewUser }: LogInEvent): boolean => provider === 'password' && isNewUser

interface Answer {
  status?: number
  response?: { objectId?: unknown; sessionToken?: unknown }
}

/** The providers that a request names. Of a megabyte of text, each character would be an entry. */
export function providersIn({ authData }: Fields): string[] {
  if (typeof authData !== 'object' || authData === null) return []
  return Object.keys(authData).filter((name) => (authData as Fields)[name] !== null)
}

/** A session may have to wait until the address is verified; of a sign-up, all are told at once. */
function tellOfCreation(events: Events, names: string[], { status, response }: Answer, client: Client): void {
  const userId = String(response?.objectId)
  const event = { userId, provider: names.join() || 'password', isNewUser: status === 201 }
  if (isSignUp(event)) events.emit('signedUp', { userId, provider: event.provider }, client)
  if (typeof response?.sessionToken === 'string') events.emit('session', event, client)
}

/** Log-ins by a provider, and sign-ups. */
const signUpHooks = (events: Events, tellingThemselves: readonly string[]): Hooks => ({
  'rest.create': async (next, config, auth, className, fields, ...others) => {
    const names = className === '_User' ? providersIn(fields) : []
    const answer = await next(config, auth, className, fields, ...others)
    if (className !== '_User' || names.some((name) => tellingThemselves.includes(name))) return answer
    const client: Client = { installationId: auth.installationId }
    const tell = () => tellOfCreation(events, names, answer as Answer, client)
    await afterCommit(config.database, tell)
    return answer
  },
})

/** Log-ins with a password: those by a provider are told of elsewhere. */
const tellOfPassword =
  (events: Events): TriggerHandler =>
  async ({ object, installationId, config }) => {
    if (currentWayIn()) return
    const event = { userId: String(object?.id), provider: 'password', isNewUser: false }
    await afterCommit(config.database, () => events.emit('session', event, { installationId }))
  }

/** @param tellingThemselves providers whose log-ins may be refused after parse-server has answered */
export const login = (tellingThemselves: readonly string[]): Part => ({
  name: 'login',
  start: async ({ events }) => ({
    hooks: [signUpHooks(events, tellingThemselves)],
    triggers: { afterLogin: tellOfPassword(events) },
  }),
})
