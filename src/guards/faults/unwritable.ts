/**
 * Guard: what Cloud Code has answered or set must be something that can be written: an invalid date, a cycle or a BigInt
 * makes Parse Server throw where nobody catches it, and the process ends. A client chooses what a host makes dates of.
 */
import { reasonOf } from '../../errors'
import { parseError } from '../../parse/errors'
import { internals } from '../../parse/internals'

interface Writable {
  toJSON(): object
  toPointer(): object
  revert(): void
}

const refusal = (what: string, thrown: unknown) =>
  parseError('SCRIPT_FAILED', `Cloud Code ${what} that can’t be written as JSON: ${reasonOf(thrown)}`)

const write = (value: { toJSON(): object }): void => void JSON.stringify(value.toJSON())

/** Parse Server writes the object into its log afterwards, whether it is refused or not. */
function makeWritable(object: Writable): void {
  object.revert()
  try {
    write(object)
  } catch {
    // Something was put into a value that it had before.
    object.toJSON = () => object.toPointer()
  }
}

/** @throws {Parse.Error} 141 for an answer of a Cloud function */
export function assertAnswer(answer: unknown): void {
  try {
    JSON.stringify(internals.Parse()._encode(answer))
  } catch (thrown) {
    throw refusal('answers with something', thrown)
  }
}

/** What functions of two parameters answer by. */
interface ResponseObject {
  success(answer: unknown): void
  error(thrown: unknown): void
}

/** Of a function of two parameters, which may answer when nobody catches anything any more. */
export function checkAnswers(response: unknown): void {
  const { success, error } = (response ?? {}) as Partial<ResponseObject>
  if (!success || !error) return
  ;(response as ResponseObject).success = (answer) => {
    try {
      assertAnswer(answer)
    } catch (thrown) {
      return error(thrown)
    }
    success(answer)
  }
}

/** @throws {Parse.Error} 141 for what a trigger has made of its object */
export function assertObject(request: unknown): void {
  const { object } = (request ?? {}) as { object?: Writable }
  if (typeof object?.revert !== 'function') return
  try {
    write(object)
  } catch (thrown) {
    makeWritable(object)
    throw refusal('has set something', thrown)
  }
}

/** For a trigger that has thrown something else: that is what it is refused for. */
export function keepWritable(request: unknown): void {
  try {
    assertObject(request)
  } catch {
    // It is writable now.
  }
}
