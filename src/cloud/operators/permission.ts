/** Who is an operator, and of whom: everybody else is refused. */
import { rolesOf } from '../../parse/auth-of'
import { refuse } from '../../parse/errors'
import type { Fields, ParseUser, RequestConfig } from '../../parse/internals'
import type { Operation } from '../../part/operation'
import { masterNamed, type Operator } from '../../parse/request/operator'

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

/** @throws {Parse.Error} 119 for whoever is none */
export async function operatorIn(request: FunctionRequest, role: string | undefined): Promise<Operator> {
  if (isWithMaster(request)) return masterNamed(request.params.operator)
  const { user, config } = request
  const isOne =
    role !== undefined && user?.id !== undefined && (await rolesOf(config, user.id)).includes(role)
  return isOne ? { by: String(user.id) } : refuse('OPERATION_FORBIDDEN', 'For operators only.')
}

/**
 * The role makes nobody more than what they are: of each other, and of whom may do what they may not, operators can't take the
 * place. The master key looks after operators.
 * @throws {Parse.Error} 119
 */
export async function assertMayActOn(
  userId: string,
  { actsAsUser }: Operation,
  { request, role }: { request: FunctionRequest; role: string | undefined },
): Promise<void> {
  if (isWithMaster(request)) return
  const [theirs, own] = await Promise.all(
    [userId, String(request.user?.id)].map((id) => rolesOf(request.config, id)),
  )
  if (userId === request.user?.id || theirs?.includes(String(role)))
    refuse('OPERATION_FORBIDDEN', 'Operators are looked after with the master key only.')
  if (actsAsUser && theirs?.some((name) => !own?.includes(name)))
    refuse('OPERATION_FORBIDDEN', 'This user has a role that you have not: use the master key.')
}
