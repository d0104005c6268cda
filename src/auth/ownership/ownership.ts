/** Keeps accounts their owners': what parse-server would let others do to them. */
import type { Part } from '../../part/part'
import { createTurns } from '../under-way/turns'
import { writeHooks } from '../under-way/writes'
import { createAddressLocks } from './address-locks'
import { changedAddressHooks } from './changed-address'
import { emailFirstHooks } from './email-first'
import { nameAndAddressHooks } from './names-and-addresses'
import { othersCredentialHooks } from './others-credentials'
import { othersIdentityHooks } from './others-identities'
import { ownAddressHooks } from './own-address'
import { resetHooks } from './resets'
import { secretQueryHooks } from './secret-queries'
import { verificationRequestHooks } from './verification-requests'

/** After all parts that change a write, which it sees as it is then. */
export const ownership: Part = {
  name: 'ownership',
  start: async ({ store }) => {
    const locks = createAddressLocks(store)
    const hooks = [
      ownAddressHooks,
      othersCredentialHooks,
      secretQueryHooks,
      othersIdentityHooks,
      verificationRequestHooks,
      emailFirstHooks,
      nameAndAddressHooks(locks),
      changedAddressHooks,
      writeHooks(createTurns(store)),
      resetHooks,
    ]
    return { hooks }
  },
}
