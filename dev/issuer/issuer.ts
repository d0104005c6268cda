/** A local issuer in the shape of an Auth0 tenant, for the demo and for specs. */
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express, { type ErrorRequestHandler, type Express } from 'express'
import { listen } from '../listen'
import { assets } from '../site/assets'
import { pageHeaders } from '../site/headers'
import { ownNamesOnly } from '../site/own-names'
import { asStandardRequest, routes } from './auth0-shape'
import { login } from './login'
import { logout } from './logout'
import { renderProblem, renderStandIn } from './pages'
import { createDirectory } from './people'
import { createProvider, type Tenant } from './provider'
import { loadSigningKeys } from './signing-keys'
import { createStorage } from '../../src/testing/issuer/storage'
import { audience, clientId } from './tenant'

/** What the issuer listens on and whom it serves. */
export interface IssuerOptions {
  host: string
  /** 0 for one that the system picks. */
  port: number
  /** Where the application may have people sent back to; others are refused. */
  redirectUris: readonly string[]
  /** Where the signing keys are kept; without it they end with the issuer. */
  dataDir?: string
}

/** An issuer that runs. */
export interface Issuer {
  /** With a slash at its end, as in the tokens. */
  url: string
  clientId: string
  audience: string
  /** Signs with a new key from now on; tokens of the key before still hold. */
  rotateKeys: () => Promise<void>
  close: () => Promise<void>
}

/** As oidc-provider and Express throw them. */
interface HttpError extends Error {
  status?: number
  statusCode?: number
}

/** The message of a fault stays in the terminal; what the client did wrong has a status of its own. */
const answerErrors: ErrorRequestHandler = (error: HttpError, _req, res, _next) => {
  const status = error.statusCode ?? error.status ?? 500
  if (status >= 500) console.error(`  The local issuer failed: ${error.message}`)
  const detail = status >= 500 ? 'the issuer failed' : 'this log-in has expired, or the request can’t be read'
  res.status(status).send(renderProblem(detail))
}

async function createApp(tenant: Tenant, dataDir: string | undefined) {
  const { issuer, redirectUris, directory } = tenant
  const keys = await loadSigningKeys(dataDir)
  let provider = await createProvider(tenant, keys.current())
  const app: Express = express()
  app.disable('x-powered-by')
  app.use(ownNamesOnly({ loopbackOnly: true, siteUrl: issuer }))
  app.use(pageHeaders({ formOrigins: redirectUris.map((uri) => new URL(uri).origin) }))
  app.use('/demo/assets', assets())
  app.use(
    '/interaction',
    login(() => provider, directory),
  )
  app.get(
    '/v2/logout',
    logout(() => provider, redirectUris),
  )
  app.get('/', (_request, response) => void response.send(renderStandIn(redirectUris[0] ?? '/')))
  app.get(routes.authorization, asStandardRequest)
  app.use((request, response) => void provider.callback()(request, response))
  app.use(answerErrors)
  const rotateKeys = async () => {
    provider = await createProvider(tenant, await keys.rotate())
  }
  return { app, rotateKeys }
}

/** Starts the issuer on a port of its own. */
export async function startIssuer({ host, port, redirectUris, dataDir }: IssuerOptions): Promise<Issuer> {
  const server = createServer()
  const close = await listen(server, host, port)
  try {
    const url = `http://localhost:${(server.address() as AddressInfo).port}/`
    const cookieKey = randomBytes(32).toString('base64url')
    const directory = createDirectory()
    const tenant = { issuer: url, redirectUris, directory, storage: createStorage(), cookieKey }
    const { app, rotateKeys } = await createApp(tenant, dataDir)
    server.on('request', app)
    return { url, clientId, audience, rotateKeys, close }
  } catch (error) {
    await close()
    throw error
  }
}
