/**
 * Passwords that were hashed elsewhere, and not by bcrypt: they stand where Parse Server's own hashes do, which no client
 * ever reads. At the first log-in they become one of these.
 */
import { reasonOf } from '../../../errors'
import type { Hooks } from '../../../parse/hooks'
import { internals, type DatabaseAdapter, type Row } from '../../../parse/internals'
import type { Part } from '../../../part/part'
import { lengthProblem } from '../rules'
import { formatOf } from './formats'
import { createScope } from '../../../parse/request/scope'

/** A password that was right, and the hash that told so. */
interface Fitting {
  password: string
  hash: string
}

/** A log-in that is under way. */
const logIns = createScope<{ fitting?: Fitting }>('log-in with a password')

const fields = { fields: { objectId: { type: 'String' }, _hashed_password: { type: 'String' } } }

/** Who has set another password meanwhile keeps it. Not by the controller: nobody has changed a password. */
async function hashAnew(adapter: DatabaseAdapter, { objectId }: Row, { password, hash }: Fitting) {
  // bcrypt would cut it.
  if (lengthProblem(password) !== undefined) return
  const anew = { _hashed_password: await internals.password().hash(password) }
  await adapter.updateObjectsByQuery('_User', fields, { objectId, _hashed_password: hash }, anew)
}

const logFault = (action: string) => (thrown: unknown) => {
  internals.logger().error(`An imported password could not be ${action}: ${reasonOf(thrown)}`)
  return false
}

async function compare(
  next: (password: unknown, hash: unknown) => Promise<boolean>,
  password: string,
  hash: string,
): Promise<boolean> {
  const format = formatOf(hash)
  if (!format) return next(password, hash)
  // As long as a comparison takes for a name that nobody has.
  const usual = next(password, internals.password().dummyHash)
  const [fits] = await Promise.all([format.verify(password, hash).catch(logFault('checked')), usual])
  const logIn = logIns.get()
  if (fits && logIn) logIn.fitting = { password, hash }
  return fits
}

export const importedHooks = (adapter: DatabaseAdapter): Hooks => ({
  'password.compare': (next, password, hash) =>
    typeof password === 'string' && password !== '' && typeof hash === 'string'
      ? compare(next, password, hash)
      : next(password, hash),
  'UsersRouter._authenticateUserFromRequest': (next, request) => {
    const logIn: { fitting?: Fitting } = {}
    return logIns.run(logIn, async () => {
      const user = (await next(request)) as Row
      if (logIn.fitting) await hashAnew(adapter, user, logIn.fitting).catch(logFault('hashed anew'))
      return user
    })
  },
})

/** To be inside of what makes one form of a password. */
export const importedPasswords: Part = {
  name: 'imported passwords',
  prepare: ({ databaseController }) => [importedHooks(databaseController.adapter)],
}
