/** The routes of Backendless' REST API by which a client registers users, logs them in and logs them out. */
import type { BackendlessOptions } from './options'
import {
  type ErrorHandler,
  type ExpressApp,
  type Handler,
  internals,
  type Request,
  type RequestConfig,
} from '../../parse/internals'
import { currentRequest, withinServersRequest } from '../../parse/request/request'
import type { Part } from '../../part/part'
import { findByEmail, isValidUserToken, logIn, logOut, register } from './accounts'
import { areCredentials } from './credentials'
import { refusalForStatus, refusals } from './errors'
import { refusalFor } from './parse-errors'
import { fieldsIn } from './user'
import { emailIn } from './where-clause'

/** What the facade needs of the rest. */
export interface BackendlessParts {
  appId: string
  options: BackendlessOptions
  /** Whether requests are refused. */
  isClosing: () => boolean
}

type Action = (config: RequestConfig, req: Request) => Promise<unknown>

const root = '/backendless'
const base = `${root}/:applicationId/:apiKey`

/** Takes the token out of the request, where triggers would see it. */
function takeToken({ headers }: Request): string {
  const token = String(headers['user-token'])
  delete headers['user-token']
  return token
}

const noStore: Handler = (_req, res, next) => {
  res.setHeader('Cache-Control', 'no-store')
  next()
}

const refuse =
  (refusal: () => Error): Handler =>
  (_req, _res, next) =>
    next(refusal())

const verifyCredentials = (options: BackendlessOptions): Handler => {
  const areOurs = (given: BackendlessOptions) => areCredentials(given, options)
  return ({ params }, _res, next) => {
    const given = { applicationId: String(params.applicationId), apiKey: String(params.apiKey) }
    next(areOurs(given) ? undefined : refusals.wrongApplication())
  }
}

const answerErrors: ErrorHandler = (thrown, _req, res, _next) => {
  const { status, code, message } = refusalFor(thrown)
  const retryAfter = status === 503 ? 5 : currentRequest()?.answer.retryAfter
  if (retryAfter !== undefined) res.setHeader('Retry-After', String(retryAfter))
  res.status(status).json({ code, message, errorData: {} })
}

function addRoutes(app: ExpressApp, answer: (action: Action) => Handler): void {
  const json = internals.express().json()
  const post = (path: string, action: Action) => app.post(base + path, json, answer(action))
  const get = (path: string, action: Action) => app.get(base + path, answer(action))
  post('/users/register', (config, { body }) => register(config, fieldsIn(body)))
  post('/users/login', (config, { body }) => logIn(config, fieldsIn(body)))
  get('/users/logout', (config, req) => logOut(config, takeToken(req)))
  get('/users/isvalidusertoken/:token', (config, { params }) =>
    isValidUserToken(config, String(params.token)),
  )
  get('/data/Users', (config, { query }) => findByEmail(config, emailIn(query)))
  app.get(`${base}/data/:table`, refuse(refusals.noTable))
}

/** @returns an app that answers all requests below `/backendless` and lets the others through */
function createFacade(parts: BackendlessParts): ExpressApp {
  const { appId, options, isClosing } = parts

  function configFor({ headers, ip }: Request): RequestConfig {
    const config = isClosing() ? undefined : internals.Config().get(appId)
    if (!config) throw refusalForStatus(503)
    return Object.assign(config, { headers, ip })
  }

  const answer =
    (action: Action): Handler =>
    (req, res, next) => {
      const act = async () => action(configFor(req), req)
      act().then((body) => (body === undefined ? res.end() : res.json(body)), next)
    }

  const app = internals.express()()
  app.disable('x-powered-by')
  app.use(root, noStore, withinServersRequest)
  app.use(base, verifyCredentials(options))
  addRoutes(app, answer)
  app.use(
    root,
    refuse(() => refusalForStatus(404)),
  )
  app.use(answerErrors)
  return app
}

/** @param options which are checked already */
export const backendless = (options: BackendlessOptions): Part => ({
  name: 'backendless',
  start: async ({ config, isClosing }) => {
    const app = createFacade({ appId: config.appId, options, isClosing })
    return { routes: [{ stage: 'app', path: root, app }] }
  },
})
