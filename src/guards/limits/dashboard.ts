/** Limits log-ins to Parse Dashboard by address. */
import { reasonOf } from '../../errors'
import type { Handler } from '../../parse/internals'
import { contextOf } from '../../parse/request/request'
import type { AddressOf } from './addresses'
import type { Meter } from './meter'
import type { Limits } from './options'

/** Of a store that is away, when limits fail closed. */
const awaySeconds = 10

export const limitDashboard =
  ({ dashboard }: Limits, meter: Meter, addressOf: AddressOf): Handler =>
  (req, res, next) => {
    const isLogIn = req.method === 'POST' && /\/login\/?$/i.test(req.path)
    const subject = isLogIn ? addressOf(contextOf(req)) : undefined
    if (subject === undefined) return next()
    const refuse = (status: number, seconds: number, words: string) => {
      res.status(status).setHeader('Retry-After', String(seconds))
      res.send(words)
    }
    const answer = (seconds: number) =>
      seconds === 0 ? next() : refuse(429, seconds, `Too many attempts. Try again in ${seconds} seconds.`)
    meter
      .count([{ name: 'dashboard.perAddress', limit: dashboard.perAddress, subject }])
      .then(answer, (thrown: unknown) => refuse(503, awaySeconds, reasonOf(thrown)))
  }
