/** docs/api.md has every type that hosts are given by methods and events. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const root = path.join(__dirname, '../..')
const page = readFileSync(path.join(root, 'docs/api.md'), 'utf8')
const api = readdirSync(path.join(root, 'src/api')).map((name) =>
  readFileSync(path.join(root, 'src/api', name), 'utf8'),
)

/** What stands in the signatures of `Accounts` and of what it leads to. */
const namesIn = (text: string) =>
  [
    ...text.matchAll(
      /\b(?:Sessions|Users|OutboxControl|SessionOf|[A-Z]\w+(?:Event|Failure|Info|Entry|Counts|Options))\b/g,
    ),
  ].map(([name]) => name)

test('names nothing that it does not show', () => {
  const declared = api.flatMap((text) =>
    [...text.matchAll(/^export (?:interface|type) (\w+)/gm)].map(([, name]) => name!),
  )
  const used = new Set(
    namesIn(page.replaceAll(/\/\*\*[^]*?\*\//g, '')).filter((name) => declared.includes(name)),
  )
  expect(used.size).toBeGreaterThan(8)
  expect([...used].filter((name) => !new RegExp(`^(?:interface|type) ${name}\\b`, 'm').test(page))).toEqual(
    [],
  )
})
