/** Counts the statements that this process sends to PostgreSQL and MongoDB: each is a round trip. Loaded before all that sends any. */
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

export const asked = { statements: 0 }

const here = createRequire(import.meta.url)
const ofParseServer = createRequire(here.resolve('parse-server'))
const ofPromise = createRequire(ofParseServer.resolve('pg-promise'))

/** @param isMeant whether a call is a statement, by its arguments */
function count(prototype, method, isMeant = () => true) {
  const inner = prototype[method]
  prototype[method] = function (...args) {
    if (isMeant(...args)) asked.statements += 1
    return inner.apply(this, args)
  }
}

for (const pg of new Set([here('pg'), ofPromise('pg')])) count(pg.Client.prototype, 'query')

/** What the driver asks by itself. */
const ofDriver = ['hello', 'ismaster', 'ping', 'endSessions', 'saslStart', 'saslContinue', 'killCursors']
const isStatement = (_namespace, command) => !ofDriver.includes(Object.keys(command)[0])

for (const requireFrom of [here, ofParseServer]) {
  const file = join(dirname(requireFrom.resolve('mongodb')), 'cmap/connection.js')
  const { Connection } = requireFrom(file)
  if (!Connection.isCounted) count(Connection.prototype, 'command', isStatement)
  Connection.isCounted = true
}
