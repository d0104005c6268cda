/** What is counted of log-ins, limits and mails, and the spans around log-ins; see also `traced` where others are made. */
import type { SecurityEvent } from '../../api/security'
import type { Hooks } from '../../parse/hooks'
import type { Part } from '../../part/part'
import { count, traced } from '../../part/telemetry'
import { providersIn } from '../login'

/** Names that clients send are no attributes: there would be as many series as they like. */
type Name = (provider: string) => string

const always = ['password', 'anonymous', 'mfa']

function nameFor(auth: Record<string, unknown> = {}): Name {
  const known = new Set([...always, ...Object.keys(auth)])
  return (provider) => (known.has(provider) ? provider : 'other')
}

function countEvent({ type, provider = 'password', reason, subject }: SecurityEvent, name: Name): void {
  count('accounts.security_events', { type })
  const of = { provider: name(provider) }
  if (type === 'login') count('accounts.log_ins', { ...of, outcome: 'success' })
  if (type === 'loginFailed')
    count('accounts.log_ins', { ...of, outcome: 'failure', ...(reason && { reason }) })
  if (type === 'signUp') count('accounts.sign_ups', of)
  if (type === 'limited') count('accounts.limits', { limit: String(subject) })
}

const spans = (name: Name): Hooks => ({
  'UsersRouter.handleLogIn': (next, request) =>
    traced('accounts.log_in', { provider: 'password' }, () => next(request)),
  'rest.create': (next, config, auth, className, fields, ...rest) => {
    const create = () => next(config, auth, className, fields, ...rest)
    const [provider] = className === '_User' ? providersIn(fields) : []
    return provider === undefined ? create() : traced('accounts.log_in', { provider: name(provider) }, create)
  },
})

export const telemetry: Part = {
  name: 'telemetry',
  start: async ({ config, events }) => {
    const name = nameFor(config.auth)
    events.on('security', (event) => countEvent(event, name))
    events.on('mailFailed', ({ kind }) => count('accounts.mails', { kind, outcome: 'failure' }))
    return { hooks: [spans(name)] }
  },
}
