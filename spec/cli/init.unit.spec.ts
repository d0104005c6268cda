/** `parse-server-accounts init`: what it writes, and what it never does. */
import { execFile } from 'node:child_process'
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PassThrough } from 'node:stream'
import { promisify } from 'node:util'
import { packageNameOf } from '../../src/cli/init/folder'
import { ask } from '../../src/cli/init/questions'
import { requireFromParseServer } from '../../src/parse/internals'
import { runCli } from '../support/cli'

// Each test starts a process.
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'accounts-init-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const at = (...names: string[]) => path.join(folder, ...names)
const contentOf = (...names: string[]) => readFile(at(...names), 'utf8')
const shared = [
  '.dockerignore',
  '.env',
  '.env.example',
  '.gitignore',
  'Dockerfile',
  'README.md',
  'compose.yaml',
]

test.each([
  ['javascript', [...shared, 'dev.js', 'package.json', 'server.js']],
  ['typescript', [...shared, 'package.json', 'src', 'tsconfig.json']],
])('writes a host in %s', async (language, files) => {
  const { code, stdout, stderr } = await runCli(['init', at('My App'), `--${language}`, '--yes'])
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toContain('npm run dev')
  expect((await readdir(at('My App'))).sort()).toEqual(files.sort())
  const { name, dependencies, engines } = JSON.parse(await contentOf('My App', 'package.json')) as {
    name: string
    dependencies: object
    engines: object
  }
  expect(engines).toEqual((requireFromParseServer('../package.json') as { engines: object }).engines)
  expect([name, Object.keys(dependencies)]).toEqual([
    'my-app',
    ['express', 'parse-server', 'parse-server-accounts'],
  ])
  for (const file of (await readdir(at('My App'), { recursive: true })).filter((each) => each.includes('.')))
    expect(await contentOf('My App', file)).not.toMatch(/\{\{|undefined/)
})

test('makes keys that are new each time, which Git and images don’t take', async () => {
  await runCli(['init', at('one'), '--javascript', '--yes'])
  await runCli(['init', at('two'), '--javascript', '--yes'])
  const keys = await Promise.all(['one', 'two'].map((each) => contentOf(each, '.env')))
  const [one, two] = keys.map((text) => /^MASTER_KEY=(.{43})$/m.exec(text)?.[1])
  expect(one).toBeDefined()
  expect(one).not.toBe(two)
  expect((await stat(at('one', '.env'))).mode & 0o777).toBe(0o600)
  for (const file of ['.gitignore', '.dockerignore']) expect(await contentOf('one', file)).toMatch(/^\.env$/m)
})

/** Stands in for the packages that `npm install` would bring: the app tells where its links lead, and ends. */
async function installStubs(app: string): Promise<void> {
  const stubs = {
    express: { 'index.js': 'export default () => ({ disable() {}, set() {} })' },
    'parse-server-accounts': {
      'index.js': `export function createAccounts({ parseServer: { publicServerURL } }) {
        console.log(publicServerURL)
        process.exit()
      }`,
      'testing.js': `export const startPostgres = () => ({ createDatabase() {}, uri: (name) => 'postgres://' + name })
        export const startMailbox = () => ({ url: '' })`,
    },
  }
  const exports = { '.': './index.js', './testing': './testing.js' }
  for (const [name, files] of Object.entries(stubs)) {
    const at = path.join(app, 'node_modules', name)
    await mkdir(at, { recursive: true })
    const all = { 'package.json': JSON.stringify({ name, type: 'module', exports }), ...files }
    for (const [file, text] of Object.entries(all)) await writeFile(path.join(at, file), text)
  }
}

test('writes an app that has links to this machine in development, whatever is prepared for production', async () => {
  for (const language of ['javascript', 'typescript'])
    await runCli(['init', at(language), `--${language}`, '--yes'])
  expect(await contentOf('typescript', 'src', 'dev.ts')).toBe(await contentOf('javascript', 'dev.js'))
  await installStubs(at('javascript'))
  await appendFile(at('javascript', '.env'), 'PUBLIC_URL=https://example.com\n')
  const linksOf = async (env: object) => {
    const options = { cwd: at('javascript'), env: { PATH: process.env.PATH, ...env } }
    return (await promisify(execFile)(process.execPath, ['dev.js'], options)).stdout
  }
  expect(await linksOf({})).toBe('Database: postgres://app\nhttp://localhost:1337/parse\n')
  expect(await linksOf({ PUBLIC_URL: 'https://tunnel.example.com' })).toBe(
    'Database: postgres://app\nhttps://tunnel.example.com/parse\n',
  )
})

test('leaves to compose.yaml whom the app trusts there, and takes a database that every machine runs', async () => {
  await runCli(['init', at('app'), '--javascript', '--yes'])
  expect(await contentOf('app', '.env.example')).toMatch(/^TRUST_PROXY=$/m)
  const compose = await contentOf('app', 'compose.yaml')
  expect(compose).toContain('TRUST_PROXY: ${TRUST_PROXY:-loopback, linklocal, uniquelocal}')
  expect(compose).toMatch(/^ *image: postgres:\d+$/m)
})

test('overwrites nothing, and names all that is there', async () => {
  await mkdir(at('src'))
  await writeFile(at('package.json'), '{}')
  await writeFile(at('src', 'server.ts'), '')
  const { code, stderr } = await runCli(['init', folder, '--typescript'])
  expect(code).toBe(2)
  expect(stderr).toContain('Nothing was written: package.json, src/server.ts exist already.')
  expect(await readdir(folder)).toEqual(['package.json', 'src'])
  expect(await contentOf('package.json')).toBe('{}')
})

test.each([
  ['both languages', ['--typescript', '--javascript'], 'Give --typescript or --javascript, not both.'],
  ['a second folder', ['other'], "Unexpected argument 'other'. See --help."],
  ['an unknown flag', ['--rust'], "Unknown option '--rust'"],
])('refuses %s', async (_what, args, words) => {
  const { code, stderr } = await runCli(['init', at('new'), ...args])
  expect([code, stderr]).toEqual([2, expect.stringContaining(words)])
  expect(await readdir(folder)).toEqual([])
})

test('says that a folder is a file, and when it can’t be written to', async () => {
  await writeFile(at('file'), '')
  const { stderr } = await runCli(['init', at('file')])
  expect(stderr).toContain('file is a file: give a folder.')
  const below = await runCli(['init', at('file', 'below')])
  expect([below.code, below.stderr]).toEqual([2, expect.stringContaining('can’t be written to')])
})

test.each([
  ['My App', 'my-app'],
  ['Café No. 1', 'cafe-no-1'],
  ['_x_', 'x'],
])('names the app in "%s" %s', (given, name) => {
  expect(packageNameOf(given)).toBe(name)
})

test('refuses a folder that has nothing to name the app by', () => {
  expect(() => packageNameOf('!!!')).toThrow('"!!!" has no letter or digit')
})

describe('on a terminal', () => {
  function answering(...lines: string[]) {
    const input = new PassThrough()
    const output = new PassThrough()
    // Each question gets the next answer; then the terminal is closed.
    output.on('data', (text: Buffer) => {
      if (!text.toString().includes('?')) return
      const line = lines.shift()
      if (line === undefined) input.end()
      else input.write(`${line}\n`)
    })
    return { input, output }
  }

  test.each([
    ['what is typed', ['j', ''], 'javascript'],
    ['the default', ['', 'yes'], 'typescript'],
    ['what is typed at last', ['rust', 'TypeScript', 'y'], 'typescript'],
  ])('takes %s', async (_what, lines, language) => {
    expect(await ask(undefined, folder, answering(...lines))).toBe(language)
  })

  test('does not ask for what was given', async () => {
    expect(await ask('javascript', folder, answering(''))).toBe('javascript')
  })

  test.each([
    ['no', ['no']],
    ['the end of input', []],
  ])('writes nothing after %s', async (_what, lines) => {
    await expect(ask('javascript', folder, answering(...lines))).rejects.toThrow('Nothing was written.')
  })
})
