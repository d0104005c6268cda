/** What follows from an update that was written: links of a change that is over are dead, and a new one is told of. */
import { reasonOf } from '../../errors'
import type { Running } from '../../part/part'
import type { Changes } from './changes'
import type { SendConfirmation } from './confirmation-mail'
import type { Outcome } from './decide'
import { field } from './schema'
import { stopLinkFor } from './stop'
import type { ChangeTokens } from './tokens'

export interface FollowParts extends Pick<Running, 'config' | 'besideApi' | 'events'> {
  pagesPath: string
  changes: Changes
  tokens: ChangeTokens
  send: SendConfirmation
}

/** Nothing of it fails the update. */
export function createFollow({ config, besideApi, pagesPath, events, changes, tokens, send }: FollowParts) {
  /** Whoever asks again for the address that waits asks for another mail only. */
  async function tell({ user, newEmail }: Required<Pick<Outcome, 'user' | 'newEmail'>>): Promise<void> {
    if (user[field] === newEmail) return
    const token = await tokens.signStop(await changes.of(user, newEmail))
    const stopLink = stopLinkFor(besideApi, pagesPath, token)
    events.emit('emailChangeRequested', { user, newEmail, stopLink })
  }
  return async ({ user, newEmail, ends }: Outcome): Promise<void> => {
    if (ends) await changes.end(String(user.objectId))
    if (newEmail === undefined) return
    await tell({ user, newEmail }).catch((thrown: unknown) => {
      config.loggerController.error(`Nobody was told of a change of address: ${reasonOf(thrown)}`)
    })
    await send(user, newEmail)
  }
}
