/**
 * A second factor is set up where there is none. Triggers run between the look at that and the write: of two set-ups at
 * once, the last one would take the place of a factor without its code.
 */
import { isNotFound, parseError } from '../../parse/errors'
import type { Hooks } from '../../parse/hooks'
import type { Fields } from '../../parse/internals'
import { createScope } from '../../parse/request/scope'
import type { AdapterRequest } from './adapter'
import { mfaIn } from './factors'

/** What must still be so. */
const noFactor = { 'authData.mfa.secret': null, 'authData.mfa.mobile': null }

const setUps = createScope<{ userId?: string | undefined }>('set-up of a second factor')

/** Whoever has the master key writes what they want. */
export function noteSetUp({ original, master }: AdapterRequest): void {
  const setUp = setUps.get()
  if (setUp && !master) setUp.userId = original?.id
}

const within = <Result>(work: () => Result): Result => setUps.run({}, work)

/** Of one set-up, one write is told: what triggers write later is theirs. */
function isSetUp(userId: unknown, fields: Fields): boolean {
  const setUp = setUps.get()
  if (!mfaIn(fields) || userId === undefined || setUp?.userId !== userId) return false
  setUp.userId = undefined
  return true
}

const tooLate = () =>
  parseError(
    'SCRIPT_FAILED',
    'A second factor was set up meanwhile. Log in with it, or replace it with one of its codes.',
  )

export const setUpHooks: Hooks = {
  'rest.create': (next, config, auth, className, ...rest) => {
    const create = () => next(config, auth, className, ...rest)
    return className === '_User' ? within(create) : create()
  },
  'rest.update': (next, config, auth, className, ...rest) => {
    const update = () => next(config, auth, className, ...rest)
    return className === '_User' ? within(update) : update()
  },
  'UsersRouter.handleLogIn': (next, request) => within(() => next(request)),
  'DatabaseController.update': async function (next, className, where, fields, ...rest) {
    const [, , onlyChecks] = rest
    if (className !== '_User' || onlyChecks || !isSetUp(where.objectId, fields))
      return next(className, where, fields, ...rest)
    try {
      return await next(className, { ...where, ...noFactor }, fields, ...rest)
    } catch (thrown) {
      throw isNotFound(thrown) ? tooLate() : thrown
    }
  },
}
