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
  /** Takes back what was to be written of a field. */
  revert(...names: string[]): void
  toJSON(): Fields
  /** All that is to be written. */
  _getSaveJSON(): Fields
}

/** That of a webhook is JSON; a function of the host's may answer with whatever it got. */
const isPlain = (value: unknown) => isRecord(value) && Object.getPrototypeOf(value) === Object.prototype

const isWebhooks = (given: unknown): given is WebhookAnswer => isRecord(given) && isPlain(given.object)

/** Triggers ask which fields are to change: those that it echoes are not. */
function show(changing: Changing, answered: Fields): void {
  const left = Object.keys(changing._getSaveJSON()).filter((name) => !(name in answered))
  if (left.length > 0) changing.revert(...left)
  const shown = changing.toJSON()
  const others = Object.entries(answered).filter(([name, value]) => !isDeepStrictEqual(value, shown[name]))
  changing.set(internals.Parse()._decode(undefined, Object.fromEntries(others)))
}

/** @returns the answer, with what was set since */
function followed(changing: Changing, { object }: WebhookAnswer): () => WebhookAnswer {
  show(changing, object)
  const before = changing._getSaveJSON()
  return () => {
    const now = Object.entries(changing._getSaveJSON())
    const since = now.filter(([name, value]) => !isDeepStrictEqual(value, before[name]))
    return { object: { ...object, ...Object.fromEntries(since) } }
  }
}

type Answer = () => unknown

/**
 * Shows the answer of a webhook to the triggers after it, which may answer with the object that they got.
 * @returns what gives the answer when they have run
 */
export function answerOf(type: string, { object }: TriggerRequest, given: unknown, former?: Answer): Answer {
  if (type !== 'beforeSave') return () => given
  return isWebhooks(given) ? followed(object as unknown as Changing, given) : (former ?? (() => given))
}
