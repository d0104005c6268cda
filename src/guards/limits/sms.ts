/**
 * Limits codes by SMS, which cost money and prove nothing, where they are sent: however they were asked for, and however
 * that ends. They have counts of their own: whoever has asked too often can still enter the code that came last.
 */
import { isRecord } from '../../option-kinds/kinds'
import { createScope } from '../../parse/request/scope'
import type { ParseOptions } from '../../part/part'
import type { Meter } from './meter'
import type { Limits } from './options'
import type { Check } from './windows'

/** What a code is for. Who sets up somebody else’s number keeps nobody from logging in by it. */
export type Codes = 'set-up' | 'log-in'

/** The check of a second factor that asks for a code. */
interface Asking {
  /** Not there at a sign-up by an operator: nobody else’s has a code sent. */
  userId: string | undefined
  use: Codes
}

const asking = createScope<Asking>('check of a second factor')

export const withinCheck = <Result>(by: Asking, work: () => Promise<Result>): Promise<Result> =>
  asking.run(by, work)

/** One number may be written in many forms. */
const digitsOf = (mobile: unknown) => String(mobile).replace(/\D/g, '').replace(/^0+/, '')

function checksOf({ secondFactor }: Limits, mobile: unknown): Check[] {
  const { userId, use } = asking.get() ?? { userId: undefined, use: 'set-up' }
  const ofUser = userId === undefined ? [] : [`${userId} asks for codes`]
  return [`${use} of ${digitsOf(mobile)}`, ...ofUser].map((subject) => ({
    name: 'secondFactor.perAccount',
    limit: secondFactor.perAccount,
    subject,
  }))
}

type SendSms = (code: unknown, mobile: unknown) => unknown

/** @param send gets the host's function, and what it is called with */
function around(given: ParseOptions, send: (next: SendSms, ...sent: Parameters<SendSms>) => unknown) {
  const auth = isRecord(given.auth) ? given.auth : {}
  const mfa = isRecord(auth.mfa) ? auth.mfa : {}
  const { sendSMS } = mfa
  if (typeof sendSMS !== 'function') return given
  const limited: SendSms = (...sent) => send(sendSMS.bind(mfa) as SendSms, ...sent)
  return { ...given, auth: { ...auth, mfa: { ...mfa, sendSMS: limited } } }
}

/** Stands around the host’s `sendSMS`, from before parse-server starts. */
export function limitSms(limits: Limits) {
  let meter: Meter | undefined
  return {
    parseOptions: (given: ParseOptions): ParseOptions =>
      around(given, async (next, code, mobile) => {
        const work = async () => next(code, mobile)
        return meter ? meter.attempt(checksOf(limits, mobile), work, () => true) : work()
      }),
    start: (started: Meter) => void (meter = started),
  }
}
