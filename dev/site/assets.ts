/** Styles, scripts and the Parse JS SDK for browsers, as files. */
import { join } from 'node:path'
import express, { Router } from 'express'

/** A router with our files and, as `parse.min.js`, the SDK out of the package `parse`. */
export function assets(): Router {
  const sdk = require.resolve('parse/dist/parse.min.js')
  const router = Router()
  router.get('/parse.min.js', (_request, response) => response.sendFile(sdk, { maxAge: '1h' }))
  router.use(express.static(join(__dirname, '../public'), { index: false }))
  return router
}
