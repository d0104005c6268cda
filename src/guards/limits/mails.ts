/**
 * Limits mails with links, by recipient and by the address that asks for them. Who asks for too many is answered as
 * always: an answer would tell that there is an account. The link that was sent last goes on working.
 */
import type { Hooks } from '../../parse/hooks'
import { createLruCache } from '../../parse/lru-cache'
import type { AllowsMail, Running } from '../../part/part'
import { type AddressOf, createAddressOf } from './addresses'
import { createMeter, type Meter } from './meter'
import type { Limits } from './options'
import type { Check } from './windows'

function createAllowsMail({ mail }: Limits, meter: Meter, addressOf: AddressOf): AllowsMail {
  function checksOf(recipient: string): Check[] {
    const address = addressOf()
    return [
      { name: 'mail.perRecipient', limit: mail.perRecipient, subject: recipient.trim().toLowerCase() },
      ...(address ? [{ name: 'mail.perAddress', limit: mail.perAddress, subject: address }] : []),
    ]
  }
  /** A store that is away, where limits fail closed, is told by no other answer either. */
  const isWithin = async (recipient: string) =>
    (await meter.count(checksOf(recipient)).catch(() => Infinity)) === 0
  return async (recipient) => typeof recipient !== 'string' || isWithin(recipient)
}

/** For all parts, so that all mails count together; the store is opened with the first of them. */
export function shareAllowsMail(
  limits: Limits | false,
  { config, counts, events }: Pick<Running, 'config' | 'counts' | 'events'>,
): AllowsMail {
  if (!limits) return () => Promise.resolve(true)
  const { loggerController: logger } = config
  async function open(options: Limits): Promise<AllowsMail> {
    const meter = createMeter({ counts: await counts(), logger, events, failClosed: options.failClosed })
    return createAllowsMail(options, meter, createAddressOf(options, logger))
  }
  let opened: Promise<AllowsMail> | undefined
  return async (recipient) => (await (opened ??= open(limits)))(recipient)
}

export function mailHooks(allows: AllowsMail): Hooks {
  /** Tokens whose mail was counted before they were made. */
  const counted = createLruCache<true>({ max: 1000 })
  return {
    'UserController.sendPasswordResetEmail': async function (next, email) {
      return (await allows(email)) ? next(email) : undefined
    },
    'UserController.regenerateEmailVerifyToken': async function (next, user, ...question) {
      if (!(await allows(user.email))) return undefined
      const generated = await next(user, ...question)
      counted.set(String(user._email_verify_token), true)
      return generated
    },
    'UserController.sendVerificationEmail': async (next, user, req) => {
      const isCounted = counted.delete(String(user._email_verify_token))
      if (isCounted || (await allows(user.email))) await next(user, req)
    },
  }
}
