/** Cloud Code in a file does the same for each host of a process, whatever kind of module it is. */
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { createAccounts } from '../../index'
import { describeWithDatabase } from '../support/database'
import { appId, masterKey } from '../support/host'
import { runsTypeScript } from '../support/run-typescript'

const run = promisify(execFile)
const main = path.join(__dirname, '../fixtures/cloud-runs.ts')

const code = `
  Parse.Cloud.define('hello', () => 'hello')
  Parse.Cloud.define('onlyForUsers', () => 'never', { requireUser: true })
  Parse.Cloud.job('nightly', () => 'done')
  setTimeout(() => Parse.Cloud.define('late', () => 'late'), 5)`
const trigger = `
  Parse.Cloud.beforeLogin(({ object }) => {
    if (object.get('username') === 'banned') throw new Parse.Error(101, 'Banned.')
  })`

const files = {
  'cloud/main.cjs': `require('./trigger.cjs')\n${code}`,
  'cloud/trigger.cjs': trigger,
  'cloud/main.js': `require('./lib')\n${code}`,
  'cloud/lib/index.js': trigger,
  'cloud/main.mjs': `import './trigger.mjs'\n${code}`,
  'cloud/trigger.mjs': `await new Promise((resolve) => setTimeout(resolve, 1))\n${trigger}`,
  'cloud/folder/index.js': `${trigger}\n${code}`,
  'cloud/other.cjs': `Parse.Cloud.define('other', () => 'other')`,
  'cloud/broken.cjs': `throw new Error('broken on purpose')`,
  'cloud/unsteady.cjs': `require('./steady.cjs')
    const wasTried = globalThis.wasTried
    globalThis.wasTried = true
    if (!wasTried) throw new Error('not yet')
    ${code}`,
  'cloud/steady.cjs': trigger,
  'module/package.json': '{ "type": "module" }',
  'module/main.js': `import './trigger.js'\n${code}`,
  'module/trigger.js': trigger,
  'node_modules/our-cloud/package.json': '{ "name": "our-cloud", "main": "lib/index.js" }',
  'node_modules/our-cloud/lib/index.js': `${trigger}\n${code}`,
  'node_modules/@our/cloud/package.json': '{ "type": "module", "exports": "./index.js" }',
  'node_modules/@our/cloud/index.js': `${trigger}\n${code}`,
}

const complete = {
  hello: 'hello',
  onlyForUsers: 142,
  late: 'late',
  other: 141,
  logIn: 404,
  job: 200,
}

describeWithDatabase('Cloud Code in a file', (database) => {
  let cwd: string
  beforeAll(async () => {
    cwd = await mkdtemp(path.join(tmpdir(), 'cloud-'))
    for (const [name, content] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(cwd, name)), { recursive: true })
      await writeFile(path.join(cwd, name), content)
    }
  })
  afterAll(() => rm(cwd, { recursive: true }))

  async function answersWith(clouds: (string | null)[]): Promise<unknown[]> {
    const env = { ...process.env, DATABASE_URI: database().uri, CLOUDS: JSON.stringify(clouds) }
    const { stdout } = await run(process.execPath, [...runsTypeScript, main], { cwd, env })
    return JSON.parse(/^answers (.*)$/m.exec(stdout)![1]!) as unknown[]
  }

  const kinds = [
    ['a CommonJS module', './cloud/main.cjs'],
    ['a file without its ending', 'cloud/main'],
    ['a folder', './cloud/folder'],
    ['an ES module that waits', './cloud/main.mjs'],
    ['a file of a package of ES modules', 'module/main.js'],
    ['a package', 'our-cloud'],
    ['a package of ES modules', '@our/cloud'],
  ] as const

  describe('in a process that has run it before', () => {
    const files = kinds.map(([, file]) => file)
    let answers: unknown[]
    beforeAll(async () => {
      answers = await answersWith([...files, ...files])
    })

    test.each(kinds)('is the same as at first: %s', (_, file) => {
      const first = files.indexOf(file)
      expect([answers[first], answers[first + files.length]]).toEqual([complete, complete])
    })
  })

  test('is that of the host which runs', async () => {
    const absolute = path.join(cwd, 'cloud/main.cjs')
    const none = { hello: 141, onlyForUsers: 141, late: 141, other: 141, logIn: 200 }
    expect(await answersWith([absolute, 'cloud/other.cjs', null, 'cloud/main.cjs'])).toEqual([
      complete,
      { ...none, other: 'other', job: 400 },
      { ...none, job: 400 },
      complete,
    ])
  })

  test('is complete after a first try in which it failed', async () => {
    const cloud = 'cloud/unsteady.cjs'
    expect(await answersWith([cloud, cloud, cloud])).toEqual(['ERR_START', complete, complete])
  })

  test.each([
    ['can not be found', 'cloud/missing.js', 'missing.js'],
    ['throws', 'cloud/broken.cjs', 'broken on purpose'],
  ])('that %s is told of, each time', async (_, name, words) => {
    const cloud = path.join(cwd, name)
    const publicServerURL = 'http://localhost:1337/parse'
    const print = jest.spyOn(console, 'error').mockReturnValue() // Parse Server prints the reason as well
    for (let time = 1; time <= 2; time++) {
      const accounts = createAccounts({
        parseServer: {
          appId,
          masterKey,
          publicServerURL,
          databaseURI: database().uri,
          cloud,
          silent: true,
          logsFolder: null,
        },
      })
      const thrown: unknown = await accounts.mount({ use: () => undefined }).catch((error: unknown) => error)
      expect(thrown).toMatchObject({ code: 'ERR_START', message: expect.stringContaining(words) })
      expect(String(thrown)).toContain('parseServer.cloud')
      expect(String(thrown)).not.toContain('database')
    }
    print.mockRestore()
  })
})
