/** An Express 5 app with this package. */
import express from 'express'
import { createAccounts } from 'parse-server-accounts'
import { given, serve } from './host.mjs'

const app = express()
const accounts = createAccounts({
  parseServer: given.parseServer,
  graphql: { path: given.graphqlPath },
})
await accounts.mount(app)
await accounts.attach(serve(app))
