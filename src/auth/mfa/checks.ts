/** What is checked of a code, around parse-server's adapter. */
import { refuse } from '../../parse/errors'
import { updateIf } from '../../parse/user-rows'
import type { Events } from '../../part/part'
import { timedOut, within } from '../../part/within'
import {
  type AdapterRequest,
  allows,
  codeIn,
  type Method,
  type Outcome,
  type Sent,
  type Step,
} from './adapter'
import { counted } from './failures'
import type { Mfa } from './factors'
import { openFor, type Opened, restored, seenBy, storedIn } from './opened'
import { noteSetUp } from './set-ups'
import type { SingleUse } from './single-use'
import { isInClear, type Vault } from './vault'
import { asWrongCode } from './wrong-code'

export interface Tools {
  vault: Vault
  singleUse: SingleUse
  events: Events
  log: (message: string) => void
}

/** With the master key parse-server keeps whatever is sent: of a log-in, a code in place of the factor. */
const isCodeAlone = (sent: Sent) => 'token' in sent && Object.keys(sent).length === 1

/** Seals what is kept in clear from before, unless it was changed meanwhile. */
async function seal({ config, original }: AdapterRequest, stored: Mfa): Promise<void> {
  const { secret, recovery } = stored
  const same = {
    ...(typeof secret === 'string' && { 'authData.mfa.secret': secret }),
    ...(Array.isArray(recovery) && { 'authData.mfa.recovery': recovery }),
  }
  const where = { objectId: original?.id, ...same }
  await updateIf(config.database, where, { authData: { mfa: stored } })
}

/** The gateway of `sendSMS` is the host's: whoever waits for it holds up others of the account, by the limits. */
const gatewaySeconds = 30

async function inTime(validating: Promise<Outcome | undefined>): Promise<Outcome | undefined> {
  const outcome = await within(validating, gatewaySeconds)
  return outcome === timedOut
    ? refuse('SCRIPT_FAILED', 'The code could not be sent in time. Try again.')
    : outcome
}

async function check(
  tools: Tools,
  request: AdapterRequest,
  { method, sent }: { method: Method; sent: Sent },
  ask: (opened: Opened) => Promise<Outcome | undefined>,
): Promise<Outcome | undefined> {
  const { vault, singleUse, log } = tools
  const opened = openFor(vault, log, request, codeIn(method, sent))
  try {
    const outcome = isDropped(request, opened.stored)
      ? withoutKind(tools, request, method, opened)
      : await ask(opened)
    await singleUse.use(method, request.original?.id, opened, sent)
    const isKept = method === 'validateLogin' && outcome?.doNotSave === true
    if (isKept && isInClear(opened.stored)) await seal(request, opened.stored)
    return restored(opened, outcome)
  } catch (thrown) {
    throw asWrongCode(thrown)
  }
}

/** parse-server’s adapter lets in whoever has a factor of a kind that the host no longer has. */
function isDropped({ config }: AdapterRequest, { mobile, secret }: Mfa): boolean {
  if (!mobile && !secret) return false
  return !(mobile && allows(config, 'SMS')) && !(secret && allows(config, 'TOTP'))
}

/** Recovery codes are the only way in with such a factor. */
function withoutKind({ log }: Tools, { original }: AdapterRequest, method: Method, opened: Opened): Outcome {
  const { mfa, isRecovery } = opened
  if (isRecovery && method === 'validateLogin') {
    const left = (mfa.recovery as unknown[]).filter((code) => typeof code !== 'string')
    return { save: { ...mfa, recovery: left } }
  }
  log(
    `The second factor of the user ${String(original?.id)} is of a kind that auth.mfa.options does not have: nobody can check it. Put the kind back, or take authData.mfa away with the master key (docs/mfa.md).`,
  )
  return refuse(
    'SCRIPT_FAILED',
    'The second factor can’t be checked. Log in with a recovery code, or ask for help with your account.',
  )
}

/** At a sign-up it would be sent before all that refuses one, for whoever asks. */
function refuseAtSignUp({ config, original, master }: AdapterRequest, { mobile }: Sent): void {
  if (original === undefined && !master && mobile !== undefined && allows(config, 'SMS'))
    refuse('OPERATION_FORBIDDEN', 'Set up a second factor by SMS after signing up, not with it.')
}

/** The step of parse-server, with all checks. */
export async function checkedStep(
  tools: Tools,
  sent: Sent,
  request: AdapterRequest,
  stepFor: (request: AdapterRequest) => Promise<Step>,
): Promise<Step> {
  let shown = storedIn(request)
  const { method, validator } = await stepFor(seenBy(request, () => shown))
  const ask = (opened: Opened) => {
    shown = opened.mfa
    return inTime(validator())
  }
  const run = async () => {
    refuseAtSignUp(request, sent)
    if (method === 'validateSetUp') noteSetUp(request)
    if (request.master && method === 'validateUpdate')
      return isCodeAlone(sent) ? { doNotSave: true } : validator()
    const attempt = { method, sent }
    return counted(tools.events, request, attempt, () => check(tools, request, attempt, ask))
  }
  return { method, validator: run }
}
