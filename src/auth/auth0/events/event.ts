/** An event of an Auth0 event stream (CloudEvents 1.0): what has become of a user there. */
import { z } from 'zod'
import { isSubject } from '../../oidc/token/token-rules'

/**
 * More than clocks differ. All that comes earlier than one that is done is passed over: nothing could follow one of
 * 2999.
 */
const mostAheadMs = 60 * 60 * 1000

const kinds = /^(?:com\.auth0\.)?user\.(created|updated|deleted)$/

const event = z.looseObject({
  type: z.string(),
  time: z.iso.datetime({ offset: true }).refine((time) => Date.parse(time) <= Date.now() + mostAheadMs),
  data: z.looseObject({ object: z.looseObject({ user_id: z.string().refine(isSubject) }) }),
})

export interface UserEvent {
  kind: 'created' | 'updated' | 'deleted'
  subject: string
  /** Milliseconds since the epoch. */
  at: number
  /** As in the profile of a token. */
  claims: Record<string, unknown>
  isBlocked: boolean
}

/** @returns nothing for an event of another kind @throws for what is none */
export function userEventOf(body: unknown): UserEvent | undefined {
  const { type } = z.looseObject({ type: z.string() }).parse(body)
  const kind = kinds.exec(type)?.[1] as UserEvent['kind'] | undefined
  if (!kind) return undefined
  const { time, data } = event.parse(body)
  const { object } = data
  const { user_id: subject, blocked } = object
  return {
    kind,
    subject,
    at: Date.parse(time),
    claims: { ...object, sub: subject },
    isBlocked: blocked === true,
  }
}
