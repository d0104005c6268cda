/** What users, and others, may do to what makes an account somebody's. */
import type { Part } from '../../part'
import { ownAddressHooks } from './own-address'

export const ownership: Part = {
  name: 'ownership',
  start: async () => ({ hooks: [ownAddressHooks] }),
}
