/**
 * Lets Node run TypeScript in processes that specs start. Faster than tsx, which looks into all of node_modules too; what
 * one process has compiled, the next need not.
 */
import { hash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import process from 'node:process'
import { fileURLToPath, URL } from 'node:url'

const require = createRequire(import.meta.url)

const options = {
  jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
  // `import()` stays what it is: only so can it load ES modules.
  module: { type: 'commonjs', ignoreDynamic: true },
  sourceMaps: 'inline',
  swcrc: false,
}
const folder = fileURLToPath(
  new URL('../../node_modules/.cache/parse-server-accounts/typescript', import.meta.url),
)
mkdirSync(folder, { recursive: true })

function compiled(filename) {
  const source = readFileSync(filename, 'utf8')
  const kept = `${folder}/${hash('sha256', filename + source)}`
  if (existsSync(kept)) return readFileSync(kept, 'utf8')
  const { code } = require('@swc/core').transformSync(source, { ...options, filename })
  // Others may read it as soon as it has its name.
  const draft = `${kept}.${process.pid}`
  writeFileSync(draft, code)
  renameSync(draft, kept)
  return code
}

require.extensions['.ts'] = (module, file) => module._compile(compiled(file), file)
