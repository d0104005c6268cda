/**
 * Cloud Code that is the same each time. Node runs a file once in a process; Parse Server, which asks for it again,
 * would start the second server without its triggers, and let in whom its `beforeLogin` bans.
 *
 * So what a file has registered at its first run is registered again. To run it again would be worse: an ES module
 * can't be run again, but by another address, and then without the modules that it imports; and each run of a CommonJS
 * module would have other connections and timers, and another state than the modules that the host shares with it.
 * What two files share belongs to the first of them that ran: give both hosts the same file, or a function.
 */
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { AccountsError, reasonOf } from '../../errors'
import { watchCloud } from '../../parse/replaced-method'
import type { CloudModule, ParseModule } from '../../parse/internals'
import { createScope } from '../../parse/request/scope'

type Registration = [method: string, args: unknown[]]

/** What a file has registered. Where it has failed, it will run again, but not the modules that it has required. */
interface Run {
  registrations: Registration[]
  isComplete: boolean
}

/** As long as Node remembers the files. */
const runs = new Map<string, Run>()

/** The file that runs; also later, when it has waited for something. */
const running = createScope<Registration[]>('Cloud Code')

/** A file as Parse Server finds it, below the folder of the process, or a package. */
function fileOf(name: string, requireFromHost: NodeJS.Require): string {
  const file = path.resolve(process.cwd(), name)
  try {
    return requireFromHost.resolve(file)
  } catch (thrown) {
    if (/^[./\\]/.test(name) || path.isAbsolute(name)) throw thrown
    return requireFromHost.resolve(name)
  }
}

/** ES modules that wait for something, and on older versions of Node all of them, can't be required. */
const mustBeImported = ({ code }: { code?: unknown }) =>
  code === 'ERR_REQUIRE_ASYNC_MODULE' || code === 'ERR_REQUIRE_ESM'

async function runFile(file: string, requireFromHost: NodeJS.Require): Promise<void> {
  try {
    requireFromHost(file)
  } catch (thrown) {
    if (!mustBeImported(thrown as object)) throw thrown
    await import(pathToFileURL(file).href)
  }
}

async function runOnce(name: string, cloud: CloudModule): Promise<void> {
  const requireFromHost = createRequire(path.join(process.cwd(), 'cloud-code.js'))
  const file = fileOf(name, requireFromHost)
  const run = runs.get(file) ?? { registrations: [], isComplete: false }
  runs.set(file, run)
  for (const [method, args] of run.registrations) cloud[method]?.(...args)
  if (run.isComplete) return
  await running.run(run.registrations, () => runFile(file, requireFromHost))
  run.isComplete = true
}

/** Cloud Code as `new ParseServer()` takes it. */
export interface CloudCode {
  run: ((parse: ParseModule) => Promise<void>) | undefined
  stop: () => void
}

/** @param cloud `parseServer.cloud`: the name of a file, or a function that gets Parse */
export function createCloudCode(cloud: unknown): CloudCode {
  const restores: (() => void)[] = []
  const run = async (parse: ParseModule) => {
    if (typeof cloud === 'function') {
      await (cloud as (parse: ParseModule) => unknown)(parse)
      return
    }
    // What the host registers by itself, it will register by itself again.
    restores.push(watchCloud(parse.Cloud, (...registration) => running.get()?.push(registration)))
    await runOnce(String(cloud), parse.Cloud)
  }
  const orExplain = async (parse: ParseModule) => {
    try {
      await run(parse)
    } catch (cause) {
      const message = `Your Cloud Code (parseServer.cloud) failed: ${reasonOf(cause)}`
      throw new AccountsError('ERR_START', message, { cause })
    }
  }
  return { run: cloud ? orExplain : undefined, stop: () => restores.forEach((restore) => restore()) }
}
