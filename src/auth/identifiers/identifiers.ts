/**
 * Gives names and addresses their one form, and refuses what is none: parse-server takes any text for a name, and any
 * with an "@" for an address, so that blanks, commas and quotes make several accounts of one mailbox.
 */
import { refuse } from '../../parse/errors'
import type { Hooks } from '../../parse/hooks'
import type { RestWrite } from '../../parse/internals'
import { keepsValue } from '../../parse/user-rows'
import type { Part } from '../../part/part'
import { faultOfName, isEmailAddress, usualForm } from './form'

type Field = 'email' | 'username'

/** Blanks are no address, as an empty text is none. */
const faultOf = {
  email: (text: string) =>
    text === '' || isEmailAddress(text) ? undefined : 'Email address format is invalid.',
  username: faultOfName,
}

const codes = { email: 'INVALID_EMAIL_ADDRESS', username: 'USERNAME_MISSING' } as const

/** @throws {Parse.Error} 125, 200 */
async function settle(write: RestWrite, field: Field): Promise<void> {
  const { data, storage } = write
  const given = data[field]
  // No text at all is parse-server's business, or means none.
  if (typeof given !== 'string' || given === '') return
  const text = usualForm(given)
  const fault = faultOf[field](text)
  if ((text === given && fault === undefined) || (await keepsValue(write, field))) return
  if (fault !== undefined) refuse(codes[field], fault)
  data[field] = text
  // The answer tells what was stored.
  storage.fieldsChangedByTrigger = [...(storage.fieldsChangedByTrigger ?? []), field]
}

const identifierHooks: Hooks = {
  // The host's `beforeSave` sees the request as it was sent; what it makes of it counts.
  'RestWrite.deleteEmailResetTokenIfNeeded': async function (next) {
    // Of a user who is found by `authData`, nothing is stored.
    if (this.className === '_User' && !this.response) {
      await settle(this, 'email')
      await settle(this, 'username')
    }
    return next()
  },
}

/** To be before all other parts that look at the address of a write. */
export const identifiers: Part = {
  name: 'identifiers',
  start: async () => ({ hooks: [identifierHooks] }),
}
