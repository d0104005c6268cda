/** Tells what nobody can help but the operators from what a visitor did wrong. */
import { internals } from '../parse/internals'

/** Neither a refusal of Parse, nor a token that is none of ours. */
export function isFault(thrown: unknown): boolean {
  const { INTERNAL_SERVER_ERROR, CONNECTION_FAILED } = internals.Parse().Error
  if (thrown === undefined || typeof thrown === 'string') return false
  const { code } = (thrown ?? {}) as { code?: unknown }
  if (typeof code === 'number') return [INTERNAL_SERVER_ERROR, CONNECTION_FAILED].includes(code)
  return !String(code).startsWith('ERR_J')
}
