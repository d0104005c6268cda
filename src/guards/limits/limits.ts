/** Limits as a whole: how often log-ins may fail, and sign-ups and mails be asked for, counted for all nodes. */
import type { Running, Part } from '../../part/part'
import { createAddressOf } from './addresses'
import { limitDashboard } from './dashboard'
import { logInHooks } from './log-ins'
import { mailHooks } from './mails'
import { createMeter } from './meter'
import type { Limits } from './options'
import { secondFactorHooks } from './second-factors'
import { signUpHooks } from './sign-ups'
import { limitSms } from './sms'

/** @param options which are checked already */
export function limits(options: Limits): Part {
  const sms = limitSms(options)
  return {
    name: 'limits',
    parseOptions: sms.parseOptions,
    start: async ({ config, counts, events, allowsMail }: Running) => {
      const logger = config.loggerController
      const { failClosed } = options
      const meter = createMeter({ counts: await counts(), logger, events, failClosed })
      const addressOf = createAddressOf(options, logger)
      sms.start(meter)
      return {
        hooks: [
          logInHooks(options, meter, addressOf, config),
          signUpHooks(options, meter, addressOf),
          secondFactorHooks(options, meter),
          mailHooks(allowsMail),
        ],
        routes: [{ stage: 'dashboard', handle: limitDashboard(options, meter, addressOf) }],
      }
    },
  }
}
