/** Invitations: who has one may sign up, also where that is closed, and has a verified address. */
import type { Part } from '../../part/part'
import { signUpHooks } from './sign-ups'

export const invitations: Part = {
  name: 'invitations',
  start: async ({ config, store }) => ({ hooks: [signUpHooks(config.appId, await store())] }),
}
