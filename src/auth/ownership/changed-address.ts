/**
 * An address that changes is unverified, and gets its mail. parse-server asks for none when the request has `authData`
 * too, and keeps the flag of the address before.
 */
import type { Hooks } from '../../parse/hooks'
import type { Fields, RestWrite } from '../../parse/internals'
import { noVerificationLink } from './no-links'

/** What parse-server asks about. Of a user who is found by `authData`, nothing is stored. */
const setsAddress = ({ data, response }: RestWrite) =>
  typeof data.email === 'string' && data.email !== '' && !response

const isByTrigger = ({ storage }: RestWrite) =>
  storage.fieldsChangedByTrigger?.includes('emailVerified') === true

/** parse-server leaves `authData` of these alone. */
const isLeftOut = ({ data }: RestWrite) => {
  const providers = Object.keys((data.authData as Fields | undefined) ?? {})
  return providers.some((name) => name !== 'anonymous') || providers.length > 1
}

/** Whether a mail is on its way to the address. */
async function askForMail(write: RestWrite): Promise<boolean> {
  if (!isLeftOut(write)) return false
  const { originalObject, updatedObject } = write.buildParseObjects()
  const { config, auth, data, storage } = write
  return config.userController.setEmailVerifyToken(
    data,
    {
      original: originalObject,
      object: updatedObject,
      master: auth.isMaster,
      ip: config.ip,
      installationId: auth.installationId,
      createdWith: write.getCreatedWith(),
    },
    storage,
  )
}

/** What is said of an address by those who may: an operator, the host's `beforeSave`, or Auth0 of a new user. */
function keepFlag(write: RestWrite): void {
  delete write.storage.sendVerificationEmail
  delete write.data._email_verify_token
  delete write.data._email_verify_token_expires_at
  Object.assign(write.data, { emailVerified: true }, write.query && noVerificationLink)
}

export const changedAddressHooks: Hooks = {
  'RestWrite._validateEmail': async function (next) {
    // Clients can't set it.
    const { emailVerified } = this.data
    await next()
    if (!setsAddress(this)) return
    const isAsked = this.storage.sendVerificationEmail === true
    if (isAsked && isByTrigger(this)) return
    if (emailVerified === true) return keepFlag(this)
    // Auth0 sends its own mails.
    const isSaid = emailVerified === false && !isByTrigger(this)
    if (isAsked || isSaid || (await askForMail(this)) || !this.query) return
    Object.assign(this.data, { emailVerified: false }, noVerificationLink)
  },
}
