/**
 * The route of the link that stops a change of address. Opening it changes nothing, as scanners of mails open links too;
 * the form does. The token in it is the secret that a forged form of somebody else's page lacks.
 */
import {
  type ErrorHandler,
  type Handler,
  internals,
  type ParseConfig,
  type Request,
  type Response,
} from '../../parse/internals'
import { currentRequest, withinRequest } from '../../parse/request'
import type { Route, Running } from '../../part'
import { reasonOf } from '../../errors'
import { type Stop, stopPath } from './stop'
import { renderStopPage, stopPageHeaders, type StopPage } from './stop-page'

/** What was sent, of a link or of its form. */
interface Sent {
  token?: unknown
  locale?: unknown
}

export interface StopRouteParts extends Pick<Running, 'isClosing'> {
  config: Pick<ParseConfig, 'appId' | 'loggerController'>
  stop: Stop
}

type State = StopPage['state']

const statuses: Record<State, number> = { ask: 200, stopped: 200, over: 404, later: 503 }

const textIn = (value: unknown) => (typeof value === 'string' ? value : '')

const refuseMethod: Handler = (_req, res) => {
  res.setHeader('Allow', 'GET, HEAD, POST')
  res.status(405).send('')
}

export function stopRoute({ config, stop: { isGood, stop }, isClosing }: StopRouteParts): Route {
  const { appId, loggerController } = config

  function show(res: Response, state: State, { token, locale }: Sent): void {
    const wanted = [locale, ...(currentRequest()?.languages() ?? [])]
    const appName = internals.Config().get(appId)?.appName ?? ''
    if (state === 'later') res.setHeader('Retry-After', '5')
    const form = state === 'ask' ? { token: textIn(token) } : {}
    res.status(statuses[state]).send(renderStopPage({ state, appName, wanted, ...form }))
  }
  const answer =
    (sentIn: (req: Request) => Sent, act: (token: string) => Promise<State>): Handler =>
    (req, res) => {
      const sent = sentIn(req)
      const done = isClosing() ? Promise.resolve('later' as const) : act(textIn(sent.token))
      done
        .catch((thrown: unknown) => {
          loggerController.error(`A change of address could not be stopped: ${reasonOf(thrown)}`)
          return 'later' as const
        })
        .then((state) => show(res, state, sent))
        .catch((thrown: unknown) => req.destroy(thrown as Error))
    }

  const express = internals.express()
  const app = express()
  app.disable('x-powered-by')
  app.use(stopPath, ...stopPageHeaders, withinRequest)
  app.get(
    stopPath,
    answer(
      ({ query }) => query,
      async (token) => ((await isGood(token)) ? 'ask' : 'over'),
    ),
  )
  app.post(
    stopPath,
    express.urlencoded({ extended: false, limit: '10kb' }),
    answer(
      ({ body }) => body ?? {},
      async (token) => ((await stop(token)) ? 'stopped' : 'over'),
    ),
  )
  app.use(stopPath, refuseMethod)
  // A body that is no form's.
  const refuseBody: ErrorHandler = (_error, _req, res, _next) => show(res, 'over', {})
  app.use(stopPath, refuseBody)
  return { stage: 'app', path: stopPath, app }
}
