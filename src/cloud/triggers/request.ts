/** What the triggers around log-ins and log-outs are told beside what Parse Server tells them. */
import type { TriggerRequest } from '../../parse/internals'
import { currentWayIn, type WayIn } from '../../parse/request/way-in'

/** Of a session, how it came to be. */
function wayInOf({ object }: TriggerRequest): WayIn {
  const { authProvider } = (object?.get('createdWith') ?? {}) as { authProvider?: string }
  return { provider: authProvider ?? 'password', isNewUser: false }
}

/** Adds them: `ip` and `installationId` are there already, where they are known. */
export function addWayIn(request: TriggerRequest): void {
  const { object, headers } = request
  const isSession = object?.className === '_Session'
  const wayIn = isSession ? wayInOf(request) : currentWayIn()
  const { provider, isNewUser } = wayIn ?? { provider: 'password', isNewUser: false }
  const userAgent = headers?.['user-agent']
  Object.assign(request, { provider, isNewUser, ...(typeof userAgent === 'string' && { userAgent }) })
}
