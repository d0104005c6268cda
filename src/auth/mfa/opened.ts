/** Shows parse-server's adapter what is sealed, and keeps what it makes of it sealed. */
import { reasonOf } from '../../errors'
import { refuse } from '../../parse/errors'
import type { Fields, ParseUser } from '../../parse/internals'
import type { AdapterRequest, Outcome } from './adapter'
import { codeOnly } from './code-requests'
import { type Mfa, mfaIn } from './factors'
import { recoveryIndex, type Vault } from './vault'

/** Stands for a recovery code that was not given: nothing that a client sends is the same. */
class Unused {
  constructor(readonly kept: unknown) {}
}

/** The second factor of whom a request is about. */
export interface Opened {
  /** As it is kept; empty where there is none. */
  stored: Mfa
  /** As the adapter is to see it. */
  mfa: Mfa
  /** Whether the code is one for recovery. */
  isRecovery: boolean
}

export const storedIn = ({ original }: AdapterRequest): Mfa =>
  mfaIn({ authData: original?.get('authData') }) ?? {}

/** @param log is told when the seed was sealed with another master key. @throws {Parse.Error} 141 then */
export function openFor(
  vault: Vault,
  log: (message: string) => void,
  request: AdapterRequest,
  code: unknown,
): Opened {
  const stored = storedIn(request)
  const used = recoveryIndex(stored, code)
  const { recovery } = stored
  const shown = Array.isArray(recovery)
    ? recovery.map((kept, index) => (index === used ? code : new Unused(kept)))
    : recovery
  const isRecovery = used !== -1
  // Recovery codes work without the seed, so that they are a way in when the master key was changed.
  const secret = isRecovery ? stored.secret : seedOf(vault, log, stored, String(request.original?.id))
  return { stored, mfa: { ...stored, secret, recovery: shown }, isRecovery }
}

function seedOf(vault: Vault, log: (message: string) => void, stored: Mfa, userId: string): unknown {
  try {
    return vault.seedOf(stored, userId)
  } catch (thrown) {
    log(
      `The second factor of the user ${userId} can’t be opened (${reasonOf(thrown)}): it was sealed with another masterKey, or for another user. Start with the former masterKey, let the user log in with a recovery code, or take authData.mfa away with the master key (docs/mfa.md).`,
    )
    return refuse(
      'SCRIPT_FAILED',
      'The second factor can’t be checked. Log in with a recovery code, or ask for help with your account.',
    )
  }
}

/** What the adapter is to keep, with what was sealed before. */
export function restored({ stored, mfa }: Opened, outcome: Outcome | undefined): Outcome | undefined {
  if (!outcome?.save) return outcome
  const { secret, recovery } = outcome.save
  const save = {
    ...outcome.save,
    ...(secret !== undefined && { secret: secret === mfa.secret ? stored.secret : secret }),
    ...(Array.isArray(recovery) && {
      recovery: recovery.map((code: unknown) => (code instanceof Unused ? code.kept : code)),
    }),
  }
  return { ...outcome, save }
}

/** The request, of which the adapter sees the opened factor, and in which it can save a code only. */
export function seenBy(request: AdapterRequest, opened: () => Mfa): AdapterRequest {
  const { original } = request
  const authData = () => ({ ...(original?.get('authData') as Fields), mfa: { ...opened() } })
  const get = { value: (name: string) => (name === 'authData' ? authData() : original?.get(name)) }
  return Object.create(request, {
    object: { value: codeOnly(request) },
    original: { value: original && (Object.create(original, { get }) as ParseUser) },
  }) as AdapterRequest
}
