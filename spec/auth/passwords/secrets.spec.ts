/** Tokens that somebody could guess: how much chance is in them, and where it comes from. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type ChildHost, startChildHost } from '../../support/child-host'
import { describeWithDatabase } from '../../support/database'
import { rest } from '../../support/rest'
import { storedIn } from './stored'

const lib = path.join(__dirname, '../../../node_modules/parse-server/lib')

test('parse-server draws its tokens from the generator for keys', () => {
  const source = readFileSync(path.join(lib, 'cryptoUtils.js'), 'utf8')
  expect(source).toMatch(/newToken\(\) \{\s*return randomHexString\(32\)/)
  expect(source).toContain('randomBytes)(size / 2)')
  expect(source).not.toContain('Math.random')
})

describeWithDatabase('on a host as users run it', (database) => {
  let host: ChildHost
  let sessions: { objectId: string; sessionToken: string }[]
  beforeAll(async () => {
    host = await startChildHost('plain.ts', database())
    const signUps = Array.from({ length: 20 }, (_, n) =>
      rest(host, 'POST', '/users', { body: { username: `ann${n}`, password: 'correct-horse' } }),
    )
    sessions = (await Promise.all(signUps)).map(({ body }) => body as (typeof sessions)[number])
  })
  afterAll(() => host.stop())

  test('session tokens are 128 bits, and no two are alike', () => {
    const tokens = sessions.map(({ sessionToken }) => sessionToken)
    for (const token of tokens) expect(token).toMatch(/^r:[0-9a-f]{32}$/)
    expect(new Set(tokens).size).toBe(tokens.length)
    // All digits at all places, as far as twenty of them can tell: none is fixed.
    for (let at = 2; at < 34; at += 1)
      expect(new Set(tokens.map((token) => token[at])).size).toBeGreaterThan(1)
  })

  test('passwords are stored by bcrypt, at a cost of 10 or more, each with its own salt', async () => {
    const rows = await Promise.all(sessions.slice(0, 2).map(({ objectId }) => storedIn(database(), objectId)))
    const hashes = rows.map((row) => String(row._hashed_password))
    for (const hash of hashes)
      expect(Number(/^\$2[aby]\$(\d\d)\$/.exec(hash)?.[1])).toBeGreaterThanOrEqual(10)
    expect(hashes[0]).not.toBe(hashes[1])
  })
})
