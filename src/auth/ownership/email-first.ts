/**
 * Whoever asks by an address means the user whose e-mail address it is, and not one who has it as a name: at log-ins,
 * and for the mail that resets a password. parse-server looks in both fields, and takes what comes first.
 */
import type { Hooks } from '../../parse/hooks'
import {
  type Database,
  type RequestConfig,
  type RoutedRequest,
  type Row,
  type UserController,
} from '../../parse/internals'
import { isAddress } from './addresses'

type Find = Database['find']

/** The address in a question for either field, as parse-server asks it. */
function askedAddress({ $or: either }: { $or?: Row[] }): string | undefined {
  const email = either?.find((part) => 'email' in part && !('username' in part))?.email
  const isEither = either?.length === 2 && either.some(({ username }) => username === email)
  return isEither && isAddress(email) ? email : undefined
}

const lowerCase = (value: unknown) => (typeof value === 'string' ? value.toLowerCase() : value)

/** Of a name, in upper or lower case, the user whose address it is. */
async function ownerOf(find: Find, address: string, named: Row[], ...rest: unknown[]): Promise<Row[]> {
  if (named.some(({ email }) => lowerCase(email) === address.toLowerCase())) return named
  const owners = await find('_User', { email: address }, { limit: 1, caseInsensitive: true }, ...rest)
  return owners.length > 0 ? owners : named
}

/** @param rest whose permissions count */
async function findOwner(
  find: Find,
  where: object,
  address: string,
  { limit: _limit, ...options }: { limit?: number },
  ...rest: unknown[]
): Promise<Row[]> {
  const users = await find('_User', where, options, ...rest)
  const owners = users.filter(({ email }) => email === address)
  return owners.length > 0 || users.length === 0 ? owners : ownerOf(find, address, users, ...rest)
}

/** The user whom parse-server should find by an address. */
export async function findByAddress(database: Database, email: string): Promise<Row | undefined> {
  const where = { $or: [{ email }, { username: email, email: { $exists: false } }] }
  const find = database.find.bind(database)
  return isAddress(email)
    ? (await findOwner(find, where, email, {}))[0]
    : (await find('_User', where, { limit: 1 }))[0]
}

const asFound = ({ objectId, username, email }: Row) =>
  typeof email === 'string' ? { objectId, email } : { objectId, username }

function emailFirst(database: Database): Database {
  const find: Find = (className, where, options = {}, ...rest) => {
    const address = askedAddress(where)
    return address === undefined
      ? database.find(className, where, options, ...rest)
      : findOwner(database.find.bind(database), where, address, options, ...rest)
  }
  const update: Database['update'] = async (className, where, ...rest) => {
    const address = askedAddress(where)
    const user = address === undefined ? undefined : await findByAddress(database, address)
    return database.update(className, user ? asFound(user) : where, ...rest)
  }
  return Object.create(database, { find: { value: find }, update: { value: update } }) as Database
}

const withEmailFirst = <Config extends RequestConfig>(config: Config): Config =>
  Object.create(config, { database: { value: emailFirst(config.database) } }) as Config

const looking = (request: RoutedRequest): RoutedRequest =>
  Object.create(request, { config: { value: withEmailFirst(request.config) } }) as RoutedRequest

const lookingFirst = (controller: UserController) =>
  Object.create(controller, { config: { value: withEmailFirst(controller.config) } }) as UserController

export const emailFirstHooks: Hooks = {
  'UsersRouter._authenticateUserFromRequest': (next, request) => next(looking(request)),
  'UsersRouter.handleResetRequest': (next, request) => next(looking(request)),
  'UserController.setPasswordResetToken': function (next, email) {
    return next.call(lookingFirst(this), email)
  },
  'UserController.sendPasswordResetEmail': function (next, email) {
    return next.call(lookingFirst(this), email)
  },
}
