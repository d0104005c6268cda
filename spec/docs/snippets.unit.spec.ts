/** Every example in README and docs compiles as a host in TypeScript would have it, in strict mode. */
import path from 'node:path'
import ts from 'typescript'
import { ambient, reactDom, type Snippet, snippets } from './snippets'

const folder = path.join(__dirname, 'virtual')
const isVirtual = (name: string) => name.startsWith(folder)
const options: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: ['node'],
  jsx: ts.JsxEmit.Preserve,
  paths: {
    'parse-server-accounts': [path.join(__dirname, '../../index.ts')],
    'parse-server-accounts/testing': [path.join(__dirname, '../../testing.ts')],
  },
}

/** @returns what the compiler has to say of each file, none of which is on the disk */
function compile(files: Map<string, string>): Map<string, string[]> {
  const host = ts.createCompilerHost(options)
  const onDisk = { ...host }
  host.fileExists = (name) => files.has(name) || onDisk.fileExists(name)
  host.directoryExists = (name) => isVirtual(name) || ts.sys.directoryExists(name)
  host.readFile = (name) => files.get(name) ?? onDisk.readFile(name)
  host.getSourceFile = (name, language, ...rest) => {
    const source = files.get(name)
    return source === undefined
      ? onDisk.getSourceFile(name, language, ...rest)
      : ts.createSourceFile(name, source, language)
  }
  const program = ts.createProgram([...files.keys()], options, host)
  const messagesOf = (name: string) =>
    ts
      .getPreEmitDiagnostics(program, program.getSourceFile(name))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))
  return new Map([...files.keys()].map((name) => [name, messagesOf(name)]))
}

/** A page is a folder, so that its files may import each other. */
function nameOf({ place, name, isJsx }: Omit<Snippet, 'code'>): string {
  const [page = '', line = 'example'] = place.split(':')
  const file = name?.replace(/js$/, 'ts') ?? `${line}.${isJsx ? 'tsx' : 'mts'}`
  return path.join(folder, page.replaceAll(/[/ ]/g, '_'), file)
}

const examples = snippets()
const wrong = Object.entries({
  'a misspelt option of Parse Server': `createAccounts({ parseServer: { ...settings, databaseUrl: 'x' } })`,
  'a misspelt option of ours': `createAccounts({ parseServer: settings, outbox: { redis: 'x' } })`,
  'what Parse has not': `createAccounts({ parseServer: { ...settings, cloud: (Parse) => Parse.Cloud.nothing() } })`,
  'a transport that nodemailer lacks': `createAccounts({ parseServer: settings, email: { ...mail, transport: { hots: 'x' } } })`,
}).map(([place, code]) => ({ place, name: undefined, code: `${code}\nexport {}\n`, isJsx: false }))

/** What the compiler says, by file. */
let said: Map<string, string[]>
beforeAll(() => {
  const files = [...examples, ...wrong].map((example) => [nameOf(example), example.code] as const)
  const ambients = { 'ambient.d.ts': ambient, 'react-dom.d.ts': reactDom }
  const declared = Object.entries(ambients).map(([name, code]) => [path.join(folder, name), code] as const)
  said = compile(new Map([...declared, ...files]))
})

test('there are examples', () => {
  expect(examples.length).toBeGreaterThan(30)
  expect(new Set(examples.map(nameOf)).size).toBe(examples.length)
})

test.each(examples)('the example at $place compiles', (example) => {
  expect(said.get(nameOf(example))).toEqual([])
})

test.each(wrong)('$place does not', (example) => {
  expect(said.get(nameOf(example))).toHaveLength(1)
})
