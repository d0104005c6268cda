/** Uses each host that `init` has written as a new user would: npm run dev, sign up, open the link of the mail. */
import { type ChildProcess, spawn } from 'node:child_process'
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { freePort } from '../src/testing/postgres/free-port'

const patienceSeconds = 60

interface Running {
  child: ChildProcess
  output: () => string
  /** What the output has of it, as soon as it has it. */
  printed: (pattern: RegExp) => Promise<string>
}

function run(folder: string, script: string, env: Record<string, string>): Running {
  // In a group of its own, because npm stands between.
  const options = { cwd: folder, env: { ...process.env, ...env }, detached: true }
  const child = spawn('npm', ['run', '--silent', script], options)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += String(data)))
  const printed = async (pattern: RegExp) => {
    const signal = AbortSignal.timeout(patienceSeconds * 1000)
    for (let found = pattern.exec(output); ; found = pattern.exec(output)) {
      if (found) return found[1] ?? found[0]
      await once(child.stdout, 'data', { signal })
    }
  }
  return { child, output: () => output, printed }
}

async function signUp(url: string, appId: string): Promise<number> {
  const answer = await fetch(`${url}/parse/users`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Parse-Application-Id': appId },
    body: JSON.stringify({ username: 'ann', password: 'correct-horse', email: 'ann@example.com' }),
  })
  return answer.status
}

async function develop(folder: string, port: number): Promise<void> {
  const url = `http://localhost:${port}`
  const appId = /^APP_ID=(.+)$/m.exec(readFileSync(join(folder, '.env'), 'utf8'))?.[1] ?? ''
  const host = run(folder, 'dev', { PORT: String(port) })
  try {
    await host.printed(/Sign up at/)
    assert.equal(await signUp(url, appId), 201)
    const link = await host.printed(/Mail to ann@example\.com: .+\n {2}(http\S+)/)
    for (const page of [link, `${url}/health`, `${url}/`]) assert.equal((await fetch(page)).status, 200)
  } catch (error) {
    console.error(host.output())
    throw error
  } finally {
    const exited = once(host.child, 'exit')
    process.kill(-Number(host.child.pid), 'SIGTERM')
    await exited
  }
}

/** Without its address, a database and a mail server it says so, and ends. */
async function startBare(folder: string): Promise<void> {
  const bare = { NODE_ENV: 'production', DATABASE_URI: '', SMTP_URL: '', PUBLIC_URL: '', MAIL_FROM: '' }
  const named = { PUBLIC_URL: 'https://example.com', MAIL_FROM: 'app@example.com' }
  const missing = [
    [bare, ['PUBLIC_URL']],
    [{ ...bare, ...named }, ['parseServer.databaseURI', 'email.transport']],
  ] as const
  for (const [env, words] of missing) {
    const host = run(folder, 'start', env)
    const [code] = (await once(host.child, 'exit')) as [number]
    assert.notEqual(code, 0)
    for (const word of words) assert.ok(host.output().includes(word), host.output())
  }
}

async function main(): Promise<void> {
  for (const folder of process.argv.slice(2)) {
    await develop(folder, await freePort())
    await startBare(folder)
    console.log(`${basename(folder)}: ran at once, signed up, opened the link; says what production lacks`)
  }
}

void main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
