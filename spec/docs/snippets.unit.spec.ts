/** Every example in README and docs compiles as a host in TypeScript would have it, in strict mode. */
import path from 'node:path'
import ts from 'typescript'
import { ambient, type Snippet, snippets } from './snippets'

const folder = path.join(__dirname, 'virtual')
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

const nameOf = ({ place, isJsx }: Omit<Snippet, 'code'>) =>
  path.join(folder, `${place.replaceAll(/[/: ]/g, '_')}.${isJsx ? 'tsx' : 'mts'}`)

const examples = snippets()
const wrong = Object.entries({
  'a misspelt option of Parse Server': `createAccounts({ parseServer: { ...settings, databaseUrl: 'x' } })`,
  'a misspelt option of ours': `createAccounts({ parseServer: settings, outbox: { redis: 'x' } })`,
  'what Parse has not': `createAccounts({ parseServer: { ...settings, cloud: (Parse) => Parse.Cloud.nothing() } })`,
  'a transport that nodemailer lacks': `createAccounts({ parseServer: settings, email: { ...mail, transport: { hots: 'x' } } })`,
}).map(([place, code]) => ({ place, code: `${code}\nexport {}\n`, isJsx: false }))

/** What the compiler says, by file. */
let said: Map<string, string[]>
beforeAll(() => {
  const files = [...examples, ...wrong].map((example) => [nameOf(example), example.code] as const)
  said = compile(new Map([[path.join(folder, 'ambient.d.ts'), ambient], ...files]))
})

test('there are examples', () => {
  expect(examples.length).toBeGreaterThan(30)
})

test.each(examples)('the example at $place compiles', (example) => {
  expect(said.get(nameOf(example))).toEqual([])
})

test.each(wrong)('$place does not', (example) => {
  expect(said.get(nameOf(example))).toHaveLength(1)
})
