/**
 * What a webhook on `beforeSave` answers, Parse Server writes in place of what was sent: it would be the end of all that
 * triggers after it set.
 */
import { isDeepStrictEqual } from 'node:util'
import { isRecord } from '../../option-kinds/kinds'
import { type Fields, internals, type TriggerRequest } from '../../parse/internals'

interface WebhookAnswer {
  object: Fields
}

/** What triggers change. */
interface Changing {
  set(fields: unknown): unknown
  /** All that is to be written. */
  _getSaveJSON(): Fields
}

/** That of a webhook is JSON; a function of the host's may answer with whatever it got. */
const isPlain = (value: unknown) => isRecord(value) && Object.getPrototypeOf(value) === Object.prototype

const isWebhooks = (type: string, given: unknown): given is WebhookAnswer =>
  type === 'beforeSave' && isRecord(given) && isPlain(given.object)

/** @returns the answer, with what was set since */
function followed(changing: Changing, { object }: WebhookAnswer): () => WebhookAnswer {
  changing.set(internals.Parse()._decode(undefined, object))
  const before = changing._getSaveJSON()
  return () => {
    const now = Object.entries(changing._getSaveJSON())
    const since = now.filter(([name, value]) => !isDeepStrictEqual(value, before[name]))
    return { object: { ...object, ...Object.fromEntries(since) } }
  }
}

/** Shows the answer of a webhook to the triggers after it. @returns what gives the answer when they have run */
export const answerOf = (type: string, { object }: TriggerRequest, given: unknown): (() => unknown) =>
  isWebhooks(type, given) ? followed(object as unknown as Changing, given) : () => given
