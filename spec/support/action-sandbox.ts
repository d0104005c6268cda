/** Runs an Auth0 Action from its file as Auth0 does: in a context of its own, with what Auth0 gives it and no more. */
import { readFile } from 'node:fs/promises'
import { createRequire, isBuiltin } from 'node:module'
import { format } from 'node:util'
import { createContext, Script } from 'node:vm'

const maxCodeBytes = 100_000
const maxRunMs = 20_000

/** Claims that Auth0 keeps for itself: setting them does nothing. */
const restricted = [
  ...['iss', 'sub', 'aud', 'iat', 'exp', 'nbf', 'jti', 'nonce', 'sid', 'azp', 'acr', 'amr', 'auth_time'],
  ...['roles', 'permissions', 'org_id', 'org_name', 'events', 'scope', 'client_id', 'at_hash', 'c_hash'],
]

export interface ActionEvent {
  secrets: Record<string, string>
  user: Record<string, unknown>
  [part: string]: unknown
}

export interface ActionRun {
  idToken: Record<string, unknown>
  accessToken: Record<string, unknown>
  /** The reason that the person reads. */
  denied: string | undefined
  cache: Map<string, string>
  /** Lines, as they stand in Auth0's log. */
  console: string[]
}

type PostLogin = (event: ActionEvent, api: unknown) => Promise<void>

function isDropped(claim: string): boolean {
  if (restricted.includes(claim)) return true
  if (!URL.canParse(claim)) return false
  return /(^|\.)(auth0\.com|webtask\.io|webtask\.run)$/.test(new URL(claim).hostname)
}

const tokenApi = (claims: Record<string, unknown>) => ({
  setCustomClaim: (name: string, value: unknown) => {
    if (!isDropped(name)) claims[name] = value
  },
})

function apiOf(run: ActionRun) {
  const { cache } = run
  return {
    idToken: tokenApi(run.idToken),
    accessToken: tokenApi(run.accessToken),
    access: { deny: (reason: string) => void (run.denied = reason) },
    cache: {
      get: (key: string) => ({ value: cache.get(key) }),
      set: (key: string, value: string) => void cache.set(key, value),
      delete: (key: string) => void cache.delete(key),
    },
  }
}

const builtIns = createRequire(__filename)
function requireBuiltIn(name: string): unknown {
  if (!isBuiltin(name)) throw new Error(`The Action has no dependency "${name}"`)
  return builtIns(name)
}

/** The Action's console, whatever it writes to. */
function consoleOf(lines: string[]) {
  const write = (...values: unknown[]) => void lines.push(format(...values))
  return { log: write, info: write, warn: write, error: write, debug: write }
}

async function loadAction(file: string, lines: string[]): Promise<PostLogin> {
  const code = await readFile(file, 'utf8')
  if (Buffer.byteLength(code) > maxCodeBytes) throw new Error('The Action has more than 100 kB of code')
  const exports: { onExecutePostLogin?: PostLogin } = {}
  const web = { URL, URLSearchParams, AbortSignal, TextDecoder, TextEncoder, fetch, setTimeout, clearTimeout }
  const context = { ...web, Buffer, console: consoleOf(lines), require: requireBuiltIn, exports }
  new Script(code, { filename: file }).runInContext(createContext(context))
  if (!exports.onExecutePostLogin) throw new Error('The Action exports no onExecutePostLogin')
  return exports.onExecutePostLogin
}

/** @throws when the Action does, or after 20 seconds. */
export async function runAction(file: string, event: ActionEvent): Promise<ActionRun> {
  const run: ActionRun = { idToken: {}, accessToken: {}, denied: undefined, cache: new Map(), console: [] }
  const action = await loadAction(file, run.console)
  let timer: NodeJS.Timeout | undefined
  const tooLong = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('The Action took more than 20 seconds')), maxRunMs)
  })
  await Promise.race([action(event, apiOf(run)), tooLong]).finally(() => clearTimeout(timer))
  return run
}
