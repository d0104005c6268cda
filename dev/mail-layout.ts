/** Writes the layout of mails, compiled from dev/mail-layout.mjml; with `--check` it only compares. */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { compileMjml } from '../src/adapters/email/templates/mjml'

const source = path.join(__dirname, 'mail-layout.mjml')
const target = path.join(__dirname, '../src/adapters/email/templates/layout.ts')

const head =
  '/** The HTML of every mail. Generated from dev/mail-layout.mjml: `npm run templates` writes it. */'

/** Mails are sent often, and no client cares how they are indented. */
const compact = (html: string) =>
  html
    .replace(/\s*\n\s*/g, '\n')
    .replace(/<(\w+)\n/g, '<$1 ')
    .replace(/\n>/g, '>')
    .trim()

function compiledLayout(): string {
  const [html = ''] = compileMjml([{ file: source, source: readFileSync(source, 'utf8') }], __dirname)
  const escaped = compact(html).replace(/[\\`]|\$\{/g, '\\$&')
  return `${head}\nexport const layout = \`${escaped}\n\`\n`
}

function main(): void {
  const layout = compiledLayout()
  if (!process.argv.includes('--check')) return writeFileSync(target, layout)
  if (readFileSync(target, 'utf8') === layout) return
  console.error('The layout of mails is not what dev/mail-layout.mjml compiles to: run `npm run templates`.')
  process.exitCode = 1
}

main()
