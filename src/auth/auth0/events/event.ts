/** An event of an Auth0 event stream (CloudEvents 1.0): what has become of a user there. */
import { z } from 'zod'

const kinds = /^(?:com\.auth0\.)?user\.(created|updated|deleted)$/

const event = z.looseObject({
  type: z.string(),
  time: z.iso.datetime({ offset: true }),
  data: z.looseObject({ object: z.looseObject({ user_id: z.string().min(1).max(255) }) }),
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
