/** By which way somebody logs in, for the triggers that run meanwhile. */
import { type Auth, internals, type RequestConfig, type Row } from '../internals'
import { createScope } from './scope'

/** What triggers are told of a log-in, beside what Parse Server tells them. */
export interface WayIn {
  /** `password`, or the names of auth providers. */
  provider: string
  /** Whether the log-in has created the user. */
  isNewUser: boolean
}

const waysIn = createScope<WayIn>('way in')

/** Undefined for log-ins with a password, and outside of one. */
export const currentWayIn = (): WayIn | undefined => waysIn.get()

/** Makes the way in known to all that an action calls. */
export const withinWayIn = <Result>(wayIn: WayIn, action: () => Result): Result => waysIn.run(wayIn, action)

/** A log-in that is under way. */
export interface LogInUnderWay {
  config: RequestConfig
  auth: Auth
  context: unknown
  wayIn: WayIn
}

const userOf = ({ password: _password, ...row }: Row) =>
  internals.Parse().User.fromJSON({ className: '_User', ...row })

/** @throws {Parse.Error} what a `beforeLogin` refuses the log-in with */
export async function runLogInTrigger(
  type: 'beforeLogin' | 'afterLogin',
  row: Row,
  { config, auth, context, wayIn }: LogInUnderWay,
): Promise<void> {
  const user = userOf(row)
  // As parse-server has it: `beforeLogin` has no user yet.
  const as: Auth = type === 'afterLogin' ? { ...auth, user } : auth
  await withinWayIn(wayIn, () => internals.triggers().maybeRunTrigger(type, as, user, null, config, context))
}
