/** The example for auth0-deploy-cli has the secrets that the Actions read. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { backendlessAction, parseAction } from './event'

const example = join(__dirname, '../../examples/auth0-actions')
const tenant = readFileSync(join(example, 'tenant.yaml'), 'utf8')
const keywords = JSON.parse(readFileSync(join(example, 'keywords.example.json'), 'utf8')) as object

const unique = (names: Iterable<string>) => [...new Set(names)].sort()
const allOf = (text: string, pattern: RegExp) => unique([...text.matchAll(pattern)].map(([, name]) => name!))

describe.each([
  ['parse-session-token', parseAction],
  ['backendless-user-token', backendlessAction],
])('the example for %s', (name, file) => {
  const [, header = '', code = ''] = /^(\/\*\*.*?\*\/)(.*)$/s.exec(readFileSync(file, 'utf8'))!
  const documented = allOf(header, /^ \* {3}([A-Z_]+) {2}/gm)
  const [section = ''] = new RegExp(`^ {2}- name: ${name}\n(?: {4}.*\n)+`, 'm').exec(tenant) ?? []

  test('has its secrets, and no other', () => {
    expect(documented).not.toEqual([])
    expect(allOf(section, /^ {6}- name: (\w+)$/gm)).toEqual(documented)
  })

  test('documents the secrets that the code reads', () => {
    expect(allOf(code, /\b([A-Z]+(?:_[A-Z]+)+|CLAIM|TOKENS)\b/g)).toEqual(documented)
  })

  test('binds it to the log-in', () => {
    expect(section).toContain(`    code: ./actions/${name}.js\n`)
    expect(tenant).toMatch(new RegExp(`^ {2}post-login:\n(?: {4}.*\n)*? {4}- action_name: ${name}$`, 'm'))
  })
})

test('the example has a value for each of its keywords', () => {
  expect(allOf(tenant, /##(\w+)##/g)).toEqual(unique(Object.keys(keywords)))
})
