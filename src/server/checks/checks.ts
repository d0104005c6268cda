/** What is not safe in the options, told once: at the start, or by the first request that shows it. */
import type { OptionProblem } from '../../errors'
import type { Handler, Logger } from '../../parse/internals'
import type { Part } from '../../part/part'
import { type Checked, type Finding, findingsOf } from './findings'
import { type Checks, checksOf } from './options'

const silence = '`checks: false` tells nothing more of the kind'

/** What is refused at construction. */
export function refusedFindings(options: Checked & { checks?: Checks }): OptionProblem[] {
  if (checksOf(options.checks) !== 'error') return []
  return findingsOf(options)
    .filter(({ isChoice }) => !isChoice)
    .map(({ path, message }) => ({
      path,
      message: `${message} (\`checks: 'warn'\` starts all the same)`,
    }))
}

const proxyWarning = `A request came with X-Forwarded-For, and the app trusts no proxy: addresses in rate limits, notices and masterKeyIps are those of the proxy. Behind one, set app.set('trust proxy', …) on your Express app to its address, as 'loopback'; with none, somebody plays with the header; ${silence}.`

/** Told once: anybody can send the header. */
function watchForProxies(logger: Logger): Handler {
  let isTold = false
  return ({ app, headers }, _res, next) => {
    if (!isTold && 'x-forwarded-for' in headers && app.get('trust proxy') === false) {
      isTold = true
      logger.warn(proxyWarning)
    }
    next()
  }
}

const wordsOf = ({ path, message }: Finding) => `${path} ${message}; ${silence}.`

/** Logs what was not refused. */
export const checks = (options: Checked & { checks?: Checks }): Part => ({
  name: 'checks',
  start: async ({ config: { loggerController: logger } }) => {
    for (const finding of findingsOf(options)) logger.warn(wordsOf(finding))
    return { routes: [{ stage: 'before', handle: watchForProxies(logger) }] }
  },
})
