/**
 * Runs the two rules for Parse and Backendless that Auth0 has published, word for word, as Auth0 did: in a context
 * of their own, with the `request` library. Only their placeholders are filled in.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createContext, Script } from 'node:vm'

const rules = join(__dirname, '../fixtures/rules')

interface Asked {
  url: string
  qs?: Record<string, string>
  /** A body to send, or whether the answer is JSON. */
  json?: unknown
  headers?: Record<string, string>
}

type Callback = (error: unknown, response?: { statusCode: number }, body?: unknown) => void

/** The part of `request` that the rules use. */
function createRequest(statuses: number[]) {
  async function send(method: string, { url, qs, json, headers }: Asked) {
    const target = new URL(url)
    for (const [name, value] of Object.entries(qs ?? {})) target.searchParams.set(name, value)
    const isBody = typeof json === 'object'
    const response = await fetch(target, {
      method,
      headers: { ...(isBody ? { 'Content-Type': 'application/json' } : {}), ...headers },
      ...(isBody ? { body: JSON.stringify(json) } : {}),
    })
    const text = await response.text()
    statuses.push(response.status)
    return { statusCode: response.status, body: json ? parsed(text) : text }
  }
  const ask = (method: string) => (asked: Asked, callback: Callback) =>
    void send(method, asked).then(
      ({ statusCode, body }) => callback(null, { statusCode }, body),
      (error: unknown) => callback(error),
    )
  return { get: ask('GET'), post: ask('POST') }
}

/** As `request` does it: what is not JSON stays text. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** @param values by placeholder; all of its occurrences are replaced */
async function loadRule(name: string, values: Record<string, string>, statuses: number[]) {
  let code = await readFile(join(rules, `${name}.txt`), 'utf8')
  for (const [placeholder, value] of Object.entries(values)) {
    if (!code.includes(placeholder)) throw new Error(`The rule has no "${placeholder}"`)
    code = code.replaceAll(placeholder, value)
  }
  const context = createContext({ request: createRequest(statuses) })
  return new Script(`(${code})`).runInContext(context) as (
    user: object,
    context: object,
    callback: (error?: unknown) => void,
  ) => void
}

/** A user as Auth0 shows it to rules. */
export interface RuleUser {
  user_id: string
  email?: string
  name?: string
}

export interface RuleRun {
  /** What the rule has failed with. */
  error: unknown
  /** Claims for the ID token. */
  idToken: Record<string, string>
  /** Of the answers that it got, in order. */
  statuses: number[]
}

/** @param name of the file that holds the rule */
export async function runRule(
  name: 'parse-session-token' | 'backendless-user-token',
  values: Record<string, string>,
  user: RuleUser,
): Promise<RuleRun> {
  const statuses: number[] = []
  const idToken: Record<string, string> = {}
  const rule = await loadRule(name, values, statuses)
  const error = await new Promise<unknown>((resolve) => rule(user, { idToken }, resolve))
  return { error: error ?? undefined, idToken, statuses }
}
