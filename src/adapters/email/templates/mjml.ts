/** Compiles MJML where the `mjml` package is installed; nobody else needs it. */
import { execFileSync } from 'node:child_process'
import { reasonOf } from '../../../errors'
import { templateError } from './template-error'

interface Compiled {
  html: string
  errors: { line?: number; message: string }[]
}

/** mjml 5 only answers by promises, and templates are checked before anything else starts: so it runs aside. */
const script = `
const mjml = require(process.argv[1])
const compile = async (source) => {
  const { html, errors } = await mjml(source, { fonts: {}, keepComments: false })
  return { html, errors }
}
const refuse = ({ message }) => ({ html: '', errors: [{ message }] })
const sources = JSON.parse(require('node:fs').readFileSync(0, 'utf8'))
Promise.all(sources.map((source) => compile(source).catch(refuse))).then((all) =>
  process.stdout.write(JSON.stringify(all)))
`

function findMjml(folder: string, file: string): string {
  try {
    return require.resolve('mjml', { paths: [folder, __dirname] })
  } catch {
    throw templateError(file, 'needs the package mjml: npm install mjml')
  }
}

function run(entry: string, sources: string[], file: string): Compiled[] {
  const input = JSON.stringify(sources)
  const maxBuffer = 64 * 1024 * 1024
  try {
    const output = execFileSync(process.execPath, ['-e', script, entry], { input, maxBuffer, stdio: 'pipe' })
    return JSON.parse(output.toString()) as Compiled[]
  } catch (thrown) {
    throw templateError(file, `mjml failed: ${reasonOf(thrown)}`)
  }
}

/** What is wrong in an attribute may be a placeholder, which stands for something that is right. */
function checked({ html, errors }: Compiled, file: string): string {
  const error = errors.find(({ message }) => !message.includes('{{'))
  if (error) throw templateError(file, error.message, error.line)
  return html
}

/**
 * The HTML of MJML sources, in their order.
 * @param folder from where `mjml` is looked for.
 * @throws {AccountsError} `ERR_TEMPLATE` naming the file, and the line when mjml tells it.
 */
export function compileMjml(files: { file: string; source: string }[], folder: string): string[] {
  const [first] = files
  if (!first) return []
  const entry = findMjml(folder, first.file)
  const sources = files.map(({ source }) => source)
  const compiled = run(entry, sources, first.file)
  return compiled.map((result, index) => checked(result, files[index]?.file ?? ''))
}
