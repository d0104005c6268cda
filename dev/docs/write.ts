/** Writes the pages of docs/ that are made of data; with `--check` it only compares. */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { format, resolveConfig } from 'prettier'
import { apiPage } from './api'
import { asvsPage } from './asvs'
import { configuration } from './configuration'

const pages = { 'api.md': apiPage, 'configuration.md': configuration, 'asvs.md': asvsPage }

async function write(name: string, render: () => string): Promise<void> {
  const file = path.join(__dirname, '../../docs', name)
  const options = { ...(await resolveConfig(file)), parser: 'markdown' }
  const page = await format(render(), options)
  if (!process.argv.includes('--check')) return writeFileSync(file, page)
  if (readFileSync(file, 'utf8') === page) return
  console.error(`docs/${name} is not what its source declares: run \`npm run docs\`.`)
  process.exitCode = 1
}

async function main(): Promise<void> {
  for (const [name, render] of Object.entries(pages)) await write(name, render)
}

void main()
