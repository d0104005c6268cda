/** An Express 5 app with this package, and everything that is on by default turned off. */
import express from 'express'
import { createAccounts } from 'parse-server-accounts'
import { given, serve } from './host.mjs'

const app = express()
const accounts = createAccounts({
  parseServer: given.parseServer,
  graphql: { path: given.graphqlPath },
  passwords: false,
  limits: false,
  sessions: false,
  headers: false,
  checks: false,
  audit: false,
  pages: false,
})
await accounts.mount(app)
await accounts.attach(serve(app))
