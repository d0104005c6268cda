/**
 * An Express 5 app with parse-server alone, as its documentation mounts it. `router` 2.3 breaks its in-process
 * requests, but none of the measured requests makes any, so nothing is repaired here.
 */
import express from 'express'
import { ParseGraphQLServer, ParseServer } from 'parse-server'
import { given, serve } from './host.mjs'

const app = express()
const server = new ParseServer(given.parseServer)
await server.start()
app.use('/parse', server.app)
new ParseGraphQLServer(server, {
  graphQLPath: given.graphqlPath,
  graphQLPublicIntrospection: false,
}).applyGraphQL(app)
serve(app)
