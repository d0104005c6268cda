/** Styles, scripts and the SDKs of Parse and Auth0 for browsers, as files. */
import { join } from 'node:path'
import express, { Router } from 'express'

/** By the name it is served as, and where it is in the packages. */
const sdks = {
  'parse.min.js': require.resolve('parse/dist/parse.min.js'),
  'auth0-spa-js.min.js': require.resolve('@auth0/auth0-spa-js/dist/auth0-spa-js.production.js'),
}

/** A router with our files and the SDKs. */
export function assets(): Router {
  const router = Router()
  for (const [name, file] of Object.entries(sdks))
    router.get(`/${name}`, (_request, response) => response.sendFile(file, { maxAge: '1h' }))
  router.use(express.static(join(__dirname, '../public'), { index: false }))
  return router
}
