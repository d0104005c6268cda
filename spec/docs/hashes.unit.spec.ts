/** Hash functions: those that docs/cryptography.md lists, and SHA-1 only where another's protocol has it. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const src = path.join(__dirname, '../../src')
const uses = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .sort()
  .flatMap((name) => {
    const source = readFileSync(path.join(src, name), 'utf8')
    return [
      ...source.matchAll(/(?<![.\w])(?:hash|createHash|createHmac|hkdfSync|pbkdf2Sync)\(\s*'([\w-]+)'/g),
    ].map(([, algorithm]) => [algorithm, name] as const)
  })

test('are approved ones', () => {
  expect(uses.length).toBeGreaterThan(8)
  expect(uses.filter(([algorithm]) => algorithm !== 'sha256')).toEqual([
    ['sha1', 'auth/passwords/breached.ts'],
    ['sha1', 'auth/twitter.ts'],
  ])
})
