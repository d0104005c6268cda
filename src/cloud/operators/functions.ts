/** The operations as Cloud functions. */
import { AccountsError, WrongArgument } from '../../errors'
import { parseError, refuse } from '../../parse/errors'
import { type Fields, internals } from '../../parse/internals'
import type { Operation } from '../../part/operation'
import type { Running } from '../../part/part'
import { asOperator } from '../../parse/request/operator'
import { userById } from '../../parse/user-rows'
import { answerDashboard } from './dashboard'
import { assertKnown } from './parameters'
import { assertMayActOn, type FunctionRequest, operatorIn } from './permission'

/** The Dashboard sends the row; it is a pointer, or what parse-server has made of one. */
function aboutIn({ about }: Operation, params: Fields): string {
  const { object } = params
  const { id, objectId, className } = (object ?? {}) as {
    id?: unknown
    objectId?: unknown
    className?: unknown
  }
  const given = about === 'userId' && className === '_User' ? (id ?? objectId) : params[about]
  return typeof given === 'string' && given !== ''
    ? given
    : refuse('INVALID_VALUE', `Send \`${about}\` as a text.`)
}

async function assertUser({ database }: FunctionRequest['config'], objectId: string): Promise<void> {
  if (!(await userById(database, objectId))) refuse('OBJECT_NOT_FOUND', 'There is no such user.')
}

/**
 * What is wrong with parameters or options is for whoever calls, in Parse's way. What the host's functions throw is a
 * fault.
 */
async function refusing<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (thrown) {
    if (thrown instanceof WrongArgument) throw parseError('INVALID_VALUE', thrown.message)
    if (thrown instanceof AccountsError) throw parseError('OPERATION_FORBIDDEN', thrown.message)
    throw thrown
  }
}

const functionFor =
  (operation: Operation, running: Running, role: string | undefined) =>
  async (request: FunctionRequest): Promise<unknown> => {
    const operator = await operatorIn(request, role)
    const { params, config } = request
    // The Dashboard sends more, and knows by itself what there is.
    if (params.object === undefined) assertKnown(operation, params)
    const about = aboutIn(operation, params)
    if (operation.about === 'userId') {
      await assertUser(config, about)
      await assertMayActOn(about, operation, { request, role })
    }
    const run = (parameters: Fields) =>
      asOperator(operator, () => refusing(() => operation.run(running, about, parameters)))
    return params.object === undefined ? run(params) : answerDashboard(operation, params, run)
  }

/** They stand behind the host's own functions, whose names they take. */
export function defineFunctions(operations: Operation[], running: Running, role: string | undefined): void {
  const { addFunction } = internals.triggers()
  for (const operation of operations)
    addFunction(
      operation.functionName,
      functionFor(operation, running, role),
      undefined,
      running.config.appId,
    )
}
