/** Keeps a user's e-mail address until a new one is verified: `pendingEmail: true`. */
import { internals, type ParseConfig } from '../../server/internals'
import { hookProtectedField } from '../../server/protected-field'
import { hookAskingAgain } from './asking-again'
import { createConfirmationMail } from './confirmation-mail'
import { hookConfirming, type OnChanged } from './confirming'
import { hookGraphQLAnswers } from './graphql-answers'
import { hookHeldWrites, type OnPending } from './held-writes'
import { addField, field, hookFieldWrites } from './hidden-field'
import { createConfirmationTokens } from './tokens'

/** What it needs of the rest. */
export interface PendingEmailParts {
  config: ParseConfig
  /** Must not throw. */
  onPending?: OnPending | undefined
  /** Must not throw. */
  onChanged?: OnChanged | undefined
}

const ignore = () => undefined

/**
 * Prepares the database, once Parse Server has started.
 * @returns a function that starts it, and returns one that ends it
 * @throws {Parse.Error} 111 when users have a field `pendingEmail` that is no text.
 */
export async function preparePendingEmail({
  config,
  onPending = ignore,
  onChanged = ignore,
}: PendingEmailParts): Promise<() => () => void> {
  await addField(config)
  const masterKey = await internals.Config().get(config.appId)?.loadMasterKey()
  const tokens = createConfirmationTokens(String(masterKey))
  const send = createConfirmationMail(config, tokens)
  return () => {
    const restores = [
      hookProtectedField(config, '_User', field),
      hookFieldWrites(),
      hookHeldWrites(send, onPending),
      hookConfirming(config, tokens, onChanged),
      hookAskingAgain(send),
      hookGraphQLAnswers(),
    ]
    return () => {
      for (const restore of restores.reverse()) restore()
    }
  }
}
