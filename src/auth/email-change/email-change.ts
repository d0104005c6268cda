/** Keeps a user's e-mail address until a new one is verified: `pendingEmail: true`. */
import { internals } from '../../parse/internals'
import { protectedFieldHooks } from '../../parse/protected-field'
import { askingAgainHooks } from './asking-again'
import { createConfirmationMail } from './confirmation-mail'
import { confirmHooks } from './confirm'
import { graphQLAnswerHooks } from './graphql-answers'
import { heldWriteHooks } from './parse-hooks'
import { addField, field, fieldWriteHooks } from './schema'
import type { Part } from '../../part'
import { createConfirmationTokens } from './tokens'

/** @throws {Parse.Error} 111 at the start, when users have a field `pendingEmail` that is no text. */
export const emailChange: Part = {
  name: 'email change',
  start: async ({ config }) => {
    await addField(config)
    const masterKey = await internals.Config().get(config.appId)?.loadMasterKey()
    const tokens = createConfirmationTokens(String(masterKey))
    const send = createConfirmationMail(config, tokens)
    const hooks = [
      protectedFieldHooks('_User', field),
      fieldWriteHooks,
      heldWriteHooks(send),
      confirmHooks(config, tokens),
      askingAgainHooks(send),
      graphQLAnswerHooks,
    ]
    return { hooks }
  },
}
