/** The triggers of one type and class, and how one of the host's is run. */
import { assertObject, keepWritable } from '../../guards/faults/unwritable'
import { asUninvited } from '../invitations/invited'
import { internals, type TriggerHandler, type TriggerRequest } from '../../parse/internals'

/** A trigger of the host's. */
export interface Registration {
  handler: TriggerHandler
  /** Under which Parse Server keeps its validator: no class has such a name. None where there is no validator. */
  className: string | undefined
}

/** Those of one type. */
export interface Row {
  ours: TriggerHandler[]
  hosts: Registration[]
}

/** A trigger is known by its type and the class of what it gets. */
export const keyOf = (type: string, className: string) => `${type}.${className}`

/** Parse Server's own function, which asks a server of the host's. */
export const isWebhook = ({ handler }: Registration) => 'url' in handler

/** Runs the host's validator as Parse Server does. @returns whether the trigger is to run */
async function passes(
  type: string,
  className: string | undefined,
  request: TriggerRequest,
): Promise<boolean> {
  if (className === undefined) return true
  const { config, master, user } = request
  const auth = new (internals.auth().Auth)({ config, isMaster: master === true, ...(user && { user }) })
  await internals.triggers().maybeRunValidator(request, keyOf(type, className), auth)
  const isSkipped = request.skipWithMasterKey === true
  delete request.skipWithMasterKey
  return !isSkipped
}

/** @throws what it threw; 141 for what it has set and can't be written */
export async function runHosts(type: string, { handler, className }: Registration, request: TriggerRequest) {
  if (!(await passes(type, className, request))) return undefined
  try {
    const answer: unknown = await asUninvited(() => handler(request))
    assertObject(request)
    return answer
  } catch (thrown) {
    keepWritable(request)
    throw thrown
  }
}
