/**
 * Whom parse-server should find by a name or an address that somebody has typed. Names and addresses are given once,
 * whatever their case, so that they are found as they were compared; a name that is no address only in the case in which
 * it was chosen, as parse-server has it, unless `convertUsernameToLowercase` writes all of them in one.
 */
import { isDeepStrictEqual } from 'node:util'
import type { Database, Row } from '../../parse/internals'
import { usualForm } from '../identifiers/form'
import { folded, isAddress } from './addresses'

/** What users are looked for with. */
export interface Looking {
  database: Database
  convertUsernameToLowercase?: boolean
}

/** What parse-server asks: for users who have both, or either. */
interface Question {
  email: string | undefined
  username: string | undefined
  isEither: boolean
}

type Options = Parameters<Database['find']>[2]

/** Where a question has more in it, as that of the lockout, it is about somebody who was found already. */
const askable = ['email', 'username', '_perishable_token', '_email_verify_token']

const partsOf = ({ $or: either, ...where }: Row): Row[] =>
  Array.isArray(either) && Object.keys(where).length === 0 ? (either as Row[]) : [{ $or: either, ...where }]

const isOurs = (part: Row) =>
  Object.entries(part).every(([name, value]) => value === undefined || askable.includes(name))

function questionIn(where: Row): Question | undefined {
  const parts = partsOf(where)
  if (!parts.every(isOurs)) return undefined
  const textOf = (field: 'email' | 'username') =>
    parts.map((part) => part[field]).find((value): value is string => typeof value === 'string')
  const [email, username] = [textOf('email'), textOf('username')]
  return email === undefined && username === undefined
    ? undefined
    : { email, username, isEither: '$or' in where }
}

/** The one who has exactly this; else the one who has it in another case. Of several, nobody can tell who is meant. */
function having(users: Row[], field: 'email' | 'username', value: string, inAnyCase: boolean): Row[] {
  const exactly = users.filter((user) => user[field] === value)
  if (exactly.length > 0 || !inAnyCase) return exactly
  const same = users.filter((user) => folded(user[field]) === folded(value))
  return same.length === 1 ? same : []
}

/** The user who has an address, in whatever case. The collation of MongoDB takes other letters for the same, too. */
export async function findByEmail(database: Database, email: string): Promise<Row | undefined> {
  const users = await database.find('_User', { email }, { caseInsensitive: true })
  return having(users, 'email', email, true)[0]
}

/** Whoever asks by an address means the user whose e-mail address it is, and not one who has it as a name. */
function choose(users: Row[], { email, username, isEither }: Question, namesInAnyCase: boolean): Row[] {
  const named = (among: Row[]) =>
    username === undefined
      ? among
      : having(among, 'username', username, namesInAnyCase || isAddress(username))
  const owners = email === undefined ? users : having(users, 'email', email, true)
  if (!isEither) return named(owners)
  return owners.length > 0 ? owners : named(users)
}

/** A question as it is asked of names and addresses in the form in which they are stored. */
function inUsualForm(where: Row): Row {
  const part = (fields: Row): Row =>
    Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [
        name,
        typeof value === 'string' && ['email', 'username'].includes(name) ? usualForm(value) : value,
      ]),
    )
  return '$or' in where ? { $or: partsOf(where).map(part) } : part(where)
}

async function ask(
  { database, convertUsernameToLowercase: namesInAnyCase = false }: Looking,
  where: Row,
  options: Options = {},
  ...rest: unknown[]
): Promise<Row[]> {
  const question = questionIn(where)
  if (!question) return database.find('_User', where, options, ...rest)
  const all = { ...options, caseInsensitive: true }
  delete all.limit
  return choose(await database.find('_User', where, all, ...rest), question, namesInAnyCase)
}

/**
 * Users in the answer to a question of parse-server's. Others are passed on. What somebody has from before, in another
 * form, comes first.
 */
export async function findUsers(looking: Looking, where: Row, ...rest: unknown[]): Promise<Row[]> {
  const users = await ask(looking, where, ...(rest as [Options]))
  const usual = inUsualForm(where)
  return users.length > 0 || isDeepStrictEqual(usual, where)
    ? users
    : ask(looking, usual, ...(rest as [Options]))
}

/** Whether it is users by their name or address that are looked for. */
export const isQuestion = (className: string, where: object): boolean =>
  className === '_User' && questionIn(where as Row) !== undefined

/** The user whose password is reset by an address. */
export async function findByAddress(looking: Looking, email: string): Promise<Row | undefined> {
  const where = { $or: [{ email }, { username: email, email: { $exists: false } }] }
  return (await findUsers(looking, where))[0]
}
