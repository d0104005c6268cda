/** Who is an operator, and of whom: everybody else is refused. */
import { isLockedOut } from '../../auth/session/locked-out'
import { rolesOf } from '../../parse/auth-of'
import { refuse } from '../../parse/errors'
import type { Fields, ParseUser, RequestConfig } from '../../parse/internals'
import type { Operation } from '../../part/operation'
import { masterNamed, type Operator } from '../../parse/request/operator'
import { userById } from '../../parse/user-rows'

/** What Cloud functions get. */
export interface FunctionRequest {
  params: Fields
  config: RequestConfig
  master?: boolean
  /** Whether the master key is the one that changes nothing. */
  isReadOnly?: boolean
  user?: ParseUser
}

const isWithMaster = ({ master, isReadOnly }: FunctionRequest) => master === true && isReadOnly !== true

interface Setting {
  config: RequestConfig
  /** Of operators. */
  role: string | undefined
}

const isOperator = async (userId: string, { config, role }: Setting) =>
  role !== undefined && (await rolesOf(config, userId)).includes(role)

/** @throws {Parse.Error} 119 for whoever is none */
export async function operatorIn(request: FunctionRequest, role: string | undefined): Promise<Operator> {
  if (isWithMaster(request)) return masterNamed(request.params.operator)
  const { user, config } = request
  const isOne = user?.id !== undefined && (await isOperator(user.id, { config, role }))
  return isOne ? { by: String(user.id) } : refuse('OPERATION_FORBIDDEN', 'For operators only.')
}

/**
 * The role makes nobody more than what they are: of each other, and of whom may do what they may not, operators can't
 * take the place. The master key looks after operators.
 * @returns why an operator may not, if so
 */
async function objectionTo(
  { operatorId, userId }: { operatorId: string; userId: string },
  { actsAsUser }: Pick<Operation, 'actsAsUser'>,
  { config, role }: Setting,
): Promise<string | undefined> {
  const [theirs, own] = await Promise.all([userId, operatorId].map((id) => rolesOf(config, id)))
  if (userId === operatorId || theirs?.includes(String(role)))
    return 'Operators are looked after with the master key only.'
  if (actsAsUser && theirs?.some((name) => !own?.includes(name)))
    return 'This user has a role that you have not: use the master key.'
  return undefined
}

/** @throws {Parse.Error} 119 */
export async function assertMayActOn(
  userId: string,
  operation: Operation,
  { request, role }: { request: FunctionRequest; role: string | undefined },
): Promise<void> {
  if (isWithMaster(request)) return
  const people = { operatorId: String(request.user?.id), userId }
  const objection = await objectionTo(people, operation, { config: request.config, role })
  if (objection !== undefined) refuse('OPERATION_FORBIDDEN', objection)
}

/** Of what was allowed minutes ago: whether it would be now. The master key always may. */
export async function mayStillActAs(
  userId: string,
  { by }: Operator,
  { config, role }: Setting,
): Promise<boolean> {
  if (by === masterNamed(undefined).by) return true
  const row = await userById(config.database, by)
  if (!row || isLockedOut(row) || !(await isOperator(by, { config, role }))) return false
  return (await objectionTo({ operatorId: by, userId }, { actsAsUser: true }, { config, role })) === undefined
}
