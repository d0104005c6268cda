/** Keeps a user's e-mail address until a new one is verified: `pendingEmail: true`. */
import type { Hooks } from '../../parse/hooks'
import { internals, type ParseConfig } from '../../parse/internals'
import { askingAgainHooks } from './asking-again'
import { createConfirmationMail } from './confirmation-mail'
import { confirmHooks } from './confirm'
import { graphQLAnswerHooks } from './graphql-answers'
import { heldWriteHooks } from './parse-hooks'
import { addField, fieldHooks } from './schema'
import { createConfirmationTokens } from './tokens'

/**
 * Prepares the database, once Parse Server has started.
 * @throws {Parse.Error} 111 when users have a field `pendingEmail` that is no text.
 */
export async function startEmailChange(config: ParseConfig): Promise<Hooks[]> {
  await addField(config)
  const masterKey = await internals.Config().get(config.appId)?.loadMasterKey()
  const tokens = createConfirmationTokens(String(masterKey))
  const send = createConfirmationMail(config, tokens)
  return [
    fieldHooks,
    heldWriteHooks(send),
    confirmHooks(config, tokens),
    askingAgainHooks(send),
    graphQLAnswerHooks,
  ]
}
