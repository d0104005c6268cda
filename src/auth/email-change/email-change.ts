/** Keeps a user's e-mail address until a new one is verified: `pendingEmail: true`. */
import { protectedFieldHooks } from '../../parse/protected-field'
import { askingAgainHooks } from './asking-again'
import { createChanges } from './changes'
import { createConfirmationMail } from './confirmation-mail'
import { confirmHooks } from './confirm'
import { createFollow } from './follow'
import { graphQLAnswerHooks } from './graphql-answers'
import { heldWriteHooks } from './parse-hooks'
import { addField, field, fieldWriteHooks } from './schema'
import type { Part } from '../../part/part'
import { createStop } from './stop'
import { stopRoute, type StopPages } from './stop-page'
import { createChangeTokens } from './tokens'
import { masterKeyOf } from '../../parse/master-key'

/**
 * @param pages of the one that stops a change
 * @throws {Parse.Error} 111 at the start, when users have a field `pendingEmail` that is no text.
 */
export const emailChange = (pages: StopPages): Part => ({
  name: 'email change',
  fields: { _User: [field] },
  start: async (running) => {
    const { config, store, events } = running
    await addField(config)
    const tokens = createChangeTokens(await masterKeyOf(config.appId))
    const changes = createChanges(config, await store())
    const send = createConfirmationMail(running, changes, tokens)
    const hooks = [
      protectedFieldHooks('_User', [field]),
      fieldWriteHooks,
      heldWriteHooks(createFollow({ ...running, pagesPath: pages.path, changes, tokens, send })),
      confirmHooks(changes, tokens),
      askingAgainHooks(send),
      graphQLAnswerHooks,
    ]
    const stop = createStop(changes, tokens, events)
    return { hooks, routes: [await stopRoute(running, pages, stop)] }
  },
})
