/** Limits log-ins to Parse Dashboard by address. */
import type { Handler } from '../../parse/internals'
import { contextOf } from '../../parse/request/request'
import type { AddressOf } from './addresses'
import type { Meter } from './meter'
import type { Limits } from './options'

export const limitDashboard =
  ({ dashboard }: Limits, meter: Meter, addressOf: AddressOf): Handler =>
  (req, res, next) => {
    const isLogIn = req.method === 'POST' && /\/login\/?$/.test(req.path)
    const subject = isLogIn ? addressOf(contextOf(req)) : undefined
    if (subject === undefined) return next()
    const answer = (seconds: number) => {
      if (seconds === 0) return next()
      res.status(429).setHeader('Retry-After', String(seconds))
      res.send(`Too many attempts. Try again in ${seconds} seconds.`)
    }
    meter.count([{ name: 'dashboard.perAddress', limit: dashboard.perAddress, subject }]).then(answer, next)
  }
