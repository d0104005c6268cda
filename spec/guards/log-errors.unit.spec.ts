/** What Parse Server's own logger writes of errors, when it gets them without their secrets. */
import { Writable } from 'node:stream'
import { logGuard } from '../../src/guards/log/log'
import { openHooks } from '../../src/parse/hooks'
import { internals, type ParseConfig, requireFromParseServer } from '../../src/parse/internals'

type Log = Record<'error', (...args: unknown[]) => void>

interface Winston {
  createLogger(options: object): object
  format: Record<'splat' | 'json' | 'simple', () => object> & { combine: (...formats: object[]) => object }
  transports: { Stream: new (options: object) => object }
}

const restores: (() => void)[] = []
afterEach(() => restores.splice(0).forEach((restore) => restore()))

/** Writes as Parse Server does to its console. */
function createLog(isJson: boolean) {
  const winston = requireFromParseServer('winston') as Winston
  const lines: string[] = []
  const stream = new Writable({ write: (line, _encoding, done) => (lines.push(String(line)), done()) })
  const { splat, json, simple, combine } = winston.format
  const adapter = winston.createLogger({
    transports: new winston.transports.Stream({
      stream,
      format: combine(splat(), isJson ? json() : simple()),
    }),
  })
  const { LoggerController } = requireFromParseServer('./Controllers/LoggerController') as {
    LoggerController: new (adapter: object, appId: string) => Log
  }
  const log = new LoggerController(adapter, 'app')
  const nothing = () => undefined
  const database = { find: nothing, count: nothing, createClass: nothing, addFieldIfNotExists: nothing }
  const authDataManager = {
    getValidatorForProvider: (_name: string) => undefined,
    runAfterFind: (_request: object, _authData: object) => undefined,
  }
  const hooks = openHooks({
    loggerController: log,
    databaseController: { adapter: database },
    authDataManager,
  } as unknown as ParseConfig)
  hooks.add(logGuard)
  restores.push(() => hooks.restore())
  return { log, written: () => lines.join('') }
}

const sessionToken = 'r:0123456789abcdef0123456789abcdef'
const refused = () => Object.assign(new Error(`no way with ${sessionToken}`), { code: 'ECONNREFUSED' })

describe.each([
  ['text', false],
  ['JSON', true],
])('a log of %s', (_, isJson) => {
  test('has the text before an error, its message, code and stack', () => {
    const { log, written } = createLog(isJson)
    log.error('Something failed:', refused())
    expect(written()).toMatch(/Something failed: no way with \*{8}/)
    expect(written()).toContain('"code":"ECONNREFUSED"')
    expect(written()).toContain('log-errors.unit.spec')
    expect(written()).not.toContain(sessionToken)
  })

  test('has the text before a Parse error, with and without a message', () => {
    const { log, written } = createLog(isJson)
    const { Error: ParseError } = internals.Parse()
    log.error('One failed:', new ParseError(142, 'not allowed'))
    log.error('Two failed:', new (ParseError as unknown as new (code: number) => Error)(143))
    expect(written()).toMatch(/One failed: not allowed/)
    expect(written()).toMatch(/"code":142/)
    expect(written()).toMatch(/Two failed:/)
    expect(written()).not.toMatch(/undefined/)
    expect(written()).toMatch(/"code":143/)
  })

  test('has an error that stands alone', () => {
    const { log, written } = createLog(isJson)
    log.error(refused())
    expect(written()).toMatch(/no way with \*{8}/)
    expect(written()).toContain('"code":"ECONNREFUSED"')
  })

  test('has the cause of an error, without its secrets', () => {
    const { log, written } = createLog(isJson)
    const cause = Object.assign(new Error('refused'), { config: { password: 'cause-secret' }, code: '23505' })
    log.error('Something failed:', new Error('outer', { cause }))
    expect(written()).toContain('23505')
    expect(written()).not.toContain('cause-secret')
  })

  test('has the code of an error within an object', () => {
    const { log, written } = createLog(isJson)
    log.error('Something failed:', { error: refused(), request: { code: 'of-oauth' } })
    expect(written()).toContain('"code":"ECONNREFUSED"')
    expect(written()).not.toContain('of-oauth')
  })
})

test('an error with a connection in it is written in brief, without the secrets in it', () => {
  const { log, written } = createLog(true)
  const connection: Record<string, unknown> = { password: 'connection-secret' }
  connection.self = connection
  log.error('Something failed:', Object.assign(refused(), { connection, cause: connection }))
  expect(written()).toMatch(/Something failed: no way with \*{8}/)
  expect(written()).toContain('log-errors.unit.spec')
  expect(written()).not.toContain('connection-secret')
})

test('errors that cause each other are written once', () => {
  const { log, written } = createLog(false)
  const error = new Error('around')
  error.cause = error
  log.error('Something failed:', error)
  expect(written()).toContain('Something failed: around')
})
