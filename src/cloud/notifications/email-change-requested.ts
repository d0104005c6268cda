/** The notice of an address that waits for its confirmation: whoever has the old one can stop the change. */
import { circumstances } from '../../parse/request/circumstances'
import type { AccountEvents } from '../../part/part'
import { masked } from './changes'
import type { Notices } from './send'

export const createEmailChangeRequested =
  ({ attempt, send }: Notices) =>
  ({ user, newEmail, stopLink }: AccountEvents['emailChangeRequested'][0]): void => {
    const values = { ...circumstances(), newEmail: masked(newEmail) }
    const replaces = `emailChangeRequested:${String(user.objectId)}`
    attempt('emailChangeRequested', () =>
      send('emailChangeRequested', user, values, { pageLink: stopLink, replaces }),
    )
  }
