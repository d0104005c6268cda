/** Starts each example host on a database of its own, uses it as a client would, and ends it by SIGTERM. */
import { type ChildProcess, spawn } from 'node:child_process'
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { basename, dirname } from 'node:path'
import { freePort } from '../src/testing/postgres/free-port'
import { startPostgres } from '../src/testing/postgres/postgres'
import { visits } from './try-account-pages'

const appId = 'example'
const endSeconds = 10

interface Example {
  url: string
  child: ChildProcess
  output: () => string
}

/** @param example a folder, or the file in it that starts the host */
async function start(example: string, databaseURI: string): Promise<Example> {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const env = {
    PORT: String(port),
    MASTER_KEY: randomBytes(32).toString('base64'),
    DATABASE_URI: databaseURI,
    APP_ID: appId,
    // The hash of a password that nobody uses.
    DASHBOARD_PASSWORD_BCRYPT: `$2b$10$${'a'.repeat(53)}`,
  }
  const isFile = example.endsWith('.js')
  // `node .` runs the `main` of the folder's package.json.
  const [entry, cwd] = isFile ? [example, dirname(example)] : ['.', example]
  const child = spawn(process.execPath, [entry], { cwd, env: { ...process.env, ...env } })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += String(data)))
  const exited = once(child, 'exit')
  const ready = async () => {
    while (!output.includes(`${url}/parse`)) await once(child.stdout, 'data')
  }
  await Promise.race([
    ready(),
    exited.then(() => {
      throw new Error(`${example} did not start:\n${output}`)
    }),
  ])
  return { url, child, output: () => output }
}

async function post(
  url: string,
  body: object,
  sessionToken = '',
): Promise<{ status: number; body: unknown }> {
  const headers = {
    'Content-Type': 'application/json',
    'X-Parse-Application-Id': appId,
    ...(sessionToken ? { 'X-Parse-Session-Token': sessionToken } : {}),
  }
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  return { status: answer.status, body: await answer.json() }
}

async function use({ url }: Example): Promise<void> {
  const signUp = await post(`${url}/parse/users`, { username: 'ann', password: 'correct-horse' })
  assert.equal(signUp.status, 201)
  const { sessionToken } = signUp.body as { sessionToken: string }
  const query = '{ viewer { user { username } } }'
  const { body } = await post(`${url}/graphql`, { query }, sessionToken)
  assert.deepEqual(body, { data: { viewer: { user: { username: 'ann' } } } })
  const health = await fetch(`${url}/health`)
  assert.deepEqual(await health.json(), { status: 'ok' })
}

/** What the host has had before. */
async function visitHome(url: string): Promise<void> {
  assert.equal((await fetch(`${url}/`)).status, 200)
}

async function end({ child }: Example): Promise<void> {
  const exited = once(child, 'exit', { signal: AbortSignal.timeout(endSeconds * 1000) })
  child.kill('SIGTERM')
  assert.deepEqual(await exited, [null, 'SIGTERM'])
}

async function main(): Promise<void> {
  const engine = await startPostgres()
  try {
    for (const [index, folder] of process.argv.slice(2).entries()) {
      await engine.createDatabase(`example${index}`)
      const example = await start(folder, engine.uri(`example${index}`))
      try {
        await use(example)
        await (visits[basename(folder)] ?? visitHome)(example.url)
        await end(example)
        assert.doesNotMatch(example.output(), /error|warn|deprecat/i)
      } catch (error) {
        console.error(example.output())
        throw error
      } finally {
        example.child.kill('SIGKILL')
      }
      console.log(`${basename(folder)}: signed up by REST, asked GraphQL, ended by SIGTERM`)
    }
  } finally {
    await engine.stop()
  }
}

void main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
