/** The stand-in for Auth0 refuses what Auth0 refuses. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runAction } from './action-sandbox'

describe('the sandbox of Actions', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'action-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  async function run(body: string, head = '') {
    const file = join(folder, 'action.js')
    await writeFile(file, `${head}\nexports.onExecutePostLogin = async (event, api) => {${body}}`)
    return runAction(file, { secrets: {}, user: {} })
  }

  test('drops the claims that Auth0 keeps for itself, and says nothing', async () => {
    const { idToken, accessToken, console } = await run(`
      for (const claim of ['sid', 'roles', 'https://auth0.com/x', 'https://a.webtask.io/x', 'https://example.com/x'])
        for (const token of [api.idToken, api.accessToken]) token.setCustomClaim(claim, 1)`)
    expect(idToken).toEqual({ 'https://example.com/x': 1 })
    expect(accessToken).toEqual(idToken)
    expect(console).toEqual([])
  })

  test('records what is denied, cached and logged', async () => {
    const { denied, cache, console } = await run(
      "api.access.deny('no'); api.cache.set('a', 'b'); console.warn('%s', api.cache.get('a').value)",
    )
    expect([denied, [...cache], console]).toEqual(['no', [['a', 'b']], ['b']])
  })

  test('has no packages, and nothing of this process', async () => {
    await expect(run('', "require('jose')")).rejects.toThrow('no dependency "jose"')
    expect((await run('console.log(typeof process, typeof jest)')).console).toEqual(['undefined undefined'])
  })

  test('takes no more than 100 kB of code', async () => {
    await expect(run('', `// ${'x'.repeat(100_000)}`)).rejects.toThrow('100 kB')
  })

  test('passes on what an Action throws', async () => {
    await expect(run("throw new Error('thrown')")).rejects.toThrow('thrown')
  })
})
