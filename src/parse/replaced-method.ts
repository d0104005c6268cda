/** Says where a method is, puts a dispatcher in its place, and the method back. */
import { AccountsError } from '../errors'
import { type CloudModule, type ParseConfig, requireFromParseServer } from './internals'

type Method = (this: unknown, ...args: unknown[]) => unknown

/** Gets `next`, which is the rest of the functions around the method, and at last the method. */
export type AnyHook = (this: unknown, next: Method, ...args: unknown[]) => unknown

/** What has the method. */
export type Target = Record<string, unknown>

/** A method that others stand around. */
export interface ReplacedMethod {
  /** Adds a function inside those that were added before. */
  add: (hook: AnyHook) => void
  restore: () => void
}

/** Where a method is, what it must look like, and why nothing else would do. */
export interface Seam<Method> {
  /** What has the method: a module, a prototype, or a part of the server that runs. */
  of: (config: ParseConfig) => object
  method: string
  /** Its `length`: another one means that Parse Server has changed it. Of a host's own adapter, it is not known. */
  parameters: number | undefined
  why: string
  /** Only for its type. */
  readonly signature?: Method
}

/** Of each method: its parameters, and why. */
type Rows<Name extends string> = Record<Name, [parameters: number | undefined, why: string]>

/** Rows of the table: methods of one owner. */
export function rows<Owner extends string, Of extends object, Name extends keyof Of & string>(
  owner: Owner,
  of: (config: ParseConfig) => Of,
  methods: Rows<Name>,
) {
  const named = Object.entries<Rows<Name>[Name]>(methods).map(([method, [parameters, why]]) => [
    `${owner}.${method}`,
    { of, method, parameters, why },
  ])
  return Object.fromEntries(named) as { [Each in Name as `${Owner}.${Each}`]: Seam<Of[Each]> }
}

/** Versions of parse-server on which all specs have passed. */
const knownVersions = '9.10'

/**
 * @param parameters its `length`, where it is known
 * @throws {AccountsError} `ERR_START` when it is not there, or not as it is known.
 */
export function assertShape(name: string, found: unknown, parameters: number | undefined): void {
  if (typeof found === 'function' && found.length === (parameters ?? found.length)) return
  const { version } = requireFromParseServer('../package.json') as { version: string }
  const what =
    typeof found === 'function' ? `takes ${found.length} parameters, not ${String(parameters)}` : 'is missing'
  throw new AccountsError(
    'ERR_START',
    `parse-server ${version} is not one that this package can stand in front of: ${name} ${what}. Known to work: ${knownVersions}. Install one of those, or a newer version of this package.`,
  )
}

/** For the same target, unless a function calls it for another one. */
const nextFor = (inner: Method, target: unknown): Method =>
  function (...args) {
    return inner.call(this ?? target, ...args)
  }

const composed = (own: Method, hooks: AnyHook[]): Method =>
  hooks.reduceRight<Method>(
    (inner, hook) =>
      function (...args) {
        return hook.call(this, nextFor(inner, this), ...args)
      },
    own,
  )

/** Until a function is added, the dispatcher does what the method does. */
export function replaceMethod(target: Target, method: string): ReplacedMethod {
  const isOwn = Object.hasOwn(target, method)
  const own = target[method] as Method
  const hooks: AnyHook[] = []
  let run = own
  target[method] = function (this: unknown, ...args: unknown[]) {
    return run.apply(this, args)
  }
  return {
    add: (hook) => {
      hooks.push(hook)
      run = composed(own, hooks)
    },
    restore: () => {
      if (isOwn) target[method] = own
      else Reflect.deleteProperty(target, method)
    },
  }
}

const registers = /^(define|job|before[A-Z]|after[A-Z]|on[A-Z])/

/**
 * Is told of what Cloud Code registers with `Parse.Cloud`: each of its methods that do is replaced, as parse-server has no
 * list of what a file has registered.
 * @returns a function that puts the methods back
 */
export function watchCloud(cloud: CloudModule, note: (method: string, args: unknown[]) => void): () => void {
  const names = Object.keys(cloud).filter((name) => registers.test(name))
  const watched = names.map((name) => {
    const replaced = replaceMethod(cloud, name)
    replaced.add((next, ...args) => {
      const result = next(...args)
      note(name, args)
      return result
    })
    return replaced
  })
  return () => watched.forEach(({ restore }) => restore())
}
