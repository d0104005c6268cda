/** What the words of the account page are. All may hold placeholders. */
import type { SecurityEventType } from '../../../../api/security'
import type { Done } from '../state'

/** What users see of themselves. Of invitations and limits, nobody knows the user; whoever is deleted has no page. */
type OwnEvent = Exclude<SecurityEventType, 'invited' | 'limited' | 'userDeleted'>

export interface AccountWords {
  labels: {
    change: string
    save: string
    currentPassword: string
    /** To prove who somebody is, who has no password. */
    signInAgain: string
    nameTitle: string
    newName: string
    emailTitle: string
    newEmail: string
    none: string
    verified: string
    unverified: string
    /** With `{{pendingEmail}}`. */
    pending: string
    resend: string
    passwordTitle: string
    newPassword: string
    signOut: string
    sessionsTitle: string
    thisDevice: string
    unknownDevice: string
    /** With `{{when}}`. */
    lastUsed: string
    endSession: string
    endOthers: string
    endAll: string
    linksTitle: string
    linked: string
    /** With `{{provider}}`. */
    link: string
    unlink: string
    activityTitle: string
    languageTitle: string
    dataTitle: string
    dataLead: string
    download: string
    deleteTitle: string
    deleteLead: string
    confirm: string
    deleteButton: string
  }
  done: Record<Done, string>
  events: Record<OwnEvent, string>
}
