/**
 * What a child host with Parse Server alone runs: the fixture's options, and nothing of this package but the repair
 * of `router`, without which Parse Server's requests within the process fail.
 */
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import express, { type RequestHandler } from 'express'
import { routerLayerGuard } from '../../src/guards/router-layer'
import { openHooks } from '../../src/parse/hooks'
import { internals, type ParseConfig, requireFromParseServer } from '../../src/parse/internals'
import { appId, type HostOptions, masterKey } from './host'

interface Stock {
  config: ParseConfig
  start(): Promise<unknown>
  app: RequestHandler
}

async function main(): Promise<void> {
  const fixture = path.join(__dirname, '../fixtures/hosts', process.env.FIXTURE ?? '')
  const { options } = createRequire(__filename)(fixture) as { options: HostOptions }
  const app = express()
  const server = createServer(app).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { ParseServer } = requireFromParseServer('./index') as { ParseServer: new (given: object) => Stock }
  const stock = new ParseServer({
    ...{ appId, masterKey, appName: 'Spec App', silent: true, logsFolder: null },
    ...{ databaseURI: process.env.DATABASE_URI, serverURL: `${url}/parse`, publicServerURL: `${url}/parse` },
    ...options.parseServer,
  })
  openHooks(stock.config).add(routerLayerGuard())
  await stock.start()
  app.use('/parse', stock.app)
  const GraphQL = internals.ParseGraphQLServer()
  new GraphQL(stock as never, { graphQLPath: '/graphql' }).applyGraphQL(app as never)
  console.log(`ready ${url}`)
}

void main()
