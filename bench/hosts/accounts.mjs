/** An Express 5 app with this package, and sign-in with Auth0 or mail where that is measured. */
import express from 'express'
import { createAccounts } from 'parse-server-accounts'
import { given, serve } from './host.mjs'

const app = express()
/** All requests come from one address: they are counted as everywhere, and none is refused. */
const plenty = { max: 1_000_000_000, seconds: 3600 }
const accounts = createAccounts({
  limits: { signUp: { perAddress: plenty }, mail: { perAddress: plenty } },
  parseServer: given.parseServer,
  graphql: { path: given.graphqlPath },
  auth0: given.auth0,
  email: given.email,
})
await accounts.mount(app)
await accounts.attach(serve(app))
