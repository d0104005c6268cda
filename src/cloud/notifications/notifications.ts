/** Notices as a whole: what is told to users of their accounts while a server runs. */
import type { MailSystem } from '../../adapters/email/email'
import type { Part, Running } from '../../part/part'
import { userChangeHooks } from '../user-changes'
import { createAccountChanges } from './account-changes'
import { createAccountDeleted } from './account-deleted'
import { createAccountLocked } from './account-locked'
import { createEmailChangeRequested } from './email-change-requested'
import { createNewDevice } from './new-device'
import { createNotices, type NoticeSettings } from './send'
import { createWelcome } from './welcome'

/** @param mail with which they are sent */
export function notifications(mail: MailSystem, settings: NoticeSettings): Part {
  const notices = createNotices(mail, settings)
  const { isWanted } = notices
  const isVerifying = Boolean(settings.parseServer.verifyUserEmails)

  async function welcomeOf({ store }: Running) {
    return isWanted('welcome') ? createWelcome(notices, isVerifying ? await store() : undefined) : undefined
  }
  return {
    name: 'notifications',
    start: async (running) => {
      const { config, store, events } = running
      const changes = createAccountChanges(notices)
      const welcome = await welcomeOf(running)
      if (isWanted('newDevice'))
        events.on('session', createNewDevice(notices, config.databaseController, await store()))
      if (isWanted('accountLocked')) events.on('locked', createAccountLocked(notices))
      if (isWanted('accountDeleted')) events.on('accountDeleted', createAccountDeleted(notices))
      if (isWanted('emailChangeRequested'))
        events.on('emailChangeRequested', createEmailChangeRequested(notices))
      const hooks = userChangeHooks(config, {
        onCreated: (user) => welcome?.onCreated(user),
        isOfInterest: (fields) => changes.isOfInterest(fields) || welcome?.isOfInterest(fields) === true,
        onUpdated: (before, fields) => {
          changes.onUpdated(before, fields)
          welcome?.onUpdated(before, fields)
        },
      })
      return { hooks: [hooks] }
    },
  }
}
