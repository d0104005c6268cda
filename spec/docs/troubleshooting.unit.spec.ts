/** What docs/troubleshooting.md quotes is what people see: it stands in the source, or in Parse Server. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const root = path.join(__dirname, '../..')
const ofParse = path.join(root, 'node_modules/parse-server/lib')

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|js)$/.test(name))
    .map((name) => readFileSync(path.join(folder, name), 'utf8'))
}

const page = readFileSync(path.join(root, 'docs/troubleshooting.md'), 'utf8')
const rows = page.split('\n').filter((line) => /^\| .*`/.test(line))
const quoted = rows.flatMap((row) =>
  [...row.split('|')[1]!.matchAll(/`([^`]+)`/g)].map(([, words = '']) => words),
)

test('every quoted line can be met', () => {
  const sources = [...filesIn(path.join(root, 'src')), ...filesIn(ofParse)].join('\n')
  // `${…}` in a source stands for what differs.
  const isMet = (words: string) =>
    sources.includes(words) || sources.includes(words.replace('createAccounts()', '${taker}'))
  expect(quoted.length).toBeGreaterThan(15)
  expect(quoted.filter((words) => !isMet(words))).toEqual([])
})
