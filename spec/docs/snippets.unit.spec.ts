/** Every example in README and docs compiles as a host in TypeScript would have it, in strict mode. */
import path from 'node:path'
import ts from 'typescript'
import { ambient, snippets } from './snippets'

const folder = path.join(__dirname, 'virtual')
const options: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: ['node'],
  paths: { 'parse-server-accounts': [path.join(__dirname, '../../index.ts')] },
}

/** @returns what the compiler has to say of each file, none of which is on the disk */
function compile(files: Map<string, string>): string[] {
  const host = ts.createCompilerHost(options)
  const onDisk = { ...host }
  host.fileExists = (name) => files.has(name) || onDisk.fileExists(name)
  host.readFile = (name) => files.get(name) ?? onDisk.readFile(name)
  host.getSourceFile = (name, language, ...rest) => {
    const source = files.get(name)
    return source === undefined
      ? onDisk.getSourceFile(name, language, ...rest)
      : ts.createSourceFile(name, source, language)
  }
  const program = ts.createProgram([...files.keys()], options, host)
  return [...files.keys()].flatMap((name) =>
    ts
      .getPreEmitDiagnostics(program, program.getSourceFile(name))
      .map(
        ({ messageText }) => `${path.basename(name)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
      ),
  )
}

const nameOf = (place: string) => path.join(folder, `${place.replaceAll(/[/:]/g, '_')}.mts`)
const filesOf = (all: { place: string; code: string }[]) =>
  new Map([
    [path.join(folder, 'ambient.d.ts'), ambient],
    ...all.map(({ place, code }) => [nameOf(place), code] as const),
  ])

test('every example compiles', () => {
  const all = snippets()
  expect(all.length).toBeGreaterThan(30)
  expect(compile(filesOf(all))).toEqual([])
}, 60_000)

test.each([
  ['a misspelt option of Parse Server', `createAccounts({ parseServer: { ...settings, databaseUrl: 'x' } })`],
  ['a misspelt option of ours', `createAccounts({ parseServer: settings, outbox: { redis: 'x' } })`],
  [
    'what Parse has not',
    `createAccounts({ parseServer: { ...settings, cloud: (Parse) => Parse.Cloud.nothing() } })`,
  ],
  [
    'a transport that nodemailer lacks',
    `createAccounts({ parseServer: settings, email: { ...mail, transport: { hots: 'x' } } })`,
  ],
])(
  '%s does not',
  (_what, code) => {
    expect(compile(filesOf([{ place: 'wrong', code: `${code}\nexport {}` }]))).toHaveLength(1)
  },
  60_000,
)
