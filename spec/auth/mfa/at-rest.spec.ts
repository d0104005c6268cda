/** How second factors are kept: sealed and hashed, those from before included. */
import { acme } from '../../support/acme'
import { describeWithDatabase } from '../../support/database'
import { storedUser } from '../../support/auth0-log-in'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'
import { codeAt, isIn, logIn, newPerson, newSecret, personWithApp, put, useClock } from './second-factor'

interface Kept {
  secret: string
  recovery: string[]
}

/** As parse-server's own adapter, which keeps what it is given: with one of the host's, nothing is sealed. */
const inClear = {
  options: ['TOTP'],
  module: { validateAppId: () => undefined, validateAuthData: () => undefined },
}

describeWithDatabase('a second factor at rest', (database) => {
  let host: Host
  const lines: string[] = []
  const { tick, codeOf } = useClock()
  const start = async (mfa: object = { options: ['TOTP'] }, masterKey?: string) => {
    const log = (...line: unknown[]) => void lines.push(JSON.stringify(line))
    const key = masterKey ? { masterKey } : {}
    const parseServer = { auth: { acme, mfa }, loggerAdapter: { log }, ...key }
    host = await startHost({ database: database(), parseServer })
    if (masterKey) host.masterKey = masterKey
  }
  beforeEach(() => start())
  afterEach(() => host.close())

  const keptOf = async ({ objectId }: { objectId: string }) =>
    (await storedUser(host, objectId)).authData?.mfa as Kept

  test('is sealed and hashed, and the set-up answers with the recovery codes', async () => {
    const ann = await personWithApp(host, codeOf)
    expect(ann.recovery).toEqual([expect.stringMatching(/^\w{30}$/), expect.stringMatching(/^\w{30}$/)])
    const kept = await keptOf(ann)
    expect(kept).toEqual({
      secret: expect.stringMatching(/^sealed:[\w-]+$/) as unknown,
      recovery: [expect.stringMatching(/^sha256:[\w-]{43}$/), expect.stringMatching(/^sha256:[\w-]{43}$/)],
    })
    for (const secret of [ann.secret, ...ann.recovery]) expect(JSON.stringify(kept)).not.toContain(secret)
    const me = await rest(host, 'GET', '/users/me', { sessionToken: ann.sessionToken })
    expect(me.body).toMatchObject({ authData: { mfa: { status: 'enabled' } } })
    expect(lines.join()).not.toContain(ann.secret)
  })

  test('lets nobody in with what is kept', async () => {
    const ann = await personWithApp(host, codeOf)
    const { recovery, secret } = await keptOf(ann)
    for (const token of [...recovery, secret]) expect(isIn(await logIn(host, ann, { token }))).toBe(false)
  })

  test.each([
    ['the seed', () => ({ 'authData.mfa.secret': newSecret() })],
    ['all of it', () => ({ 'authData.mfa': { secret: newSecret(), recovery: ['a'] } })],
    ['its end', () => ({ 'authData.mfa': { __op: 'Delete' } })],
    ['recovery codes', () => ({ 'authData.mfa.recovery': ['a'] })],
  ])('is not written by parts: %s', async (_name, fields) => {
    const ann = await personWithApp(host, codeOf)
    const kept = await keptOf(ann)
    await put(host, ann, fields())
    expect(await keptOf(ann)).toEqual(kept)
    tick()
    expect(isIn(await logIn(host, ann, { token: 'a' }))).toBe(false)
    expect(isIn(await logIn(host, ann, { token: codeOf(ann) }))).toBe(true)
  })

  test('is no use to another user', async () => {
    const [ann, eve] = [await personWithApp(host, codeOf), await personWithApp(host, codeOf)]
    const { secret } = await keptOf(ann)
    const body = { authData: { mfa: { ...(await keptOf(eve)), secret } } }
    expect((await rest(host, 'PUT', `/users/${eve.objectId}`, { master: true, body })).status).toBe(200)
    tick()
    expect((await logIn(host, eve, { token: codeOf(ann) })).body).toMatchObject({ code: 141 })
  })

  test('is sealed when an operator sets it, and stays at a log-in with the master key', async () => {
    const ann = await personWithApp(host, codeOf)
    const secret = newSecret()
    const body = { authData: { mfa: { secret, recovery: ['one'] } } }
    await rest(host, 'PUT', `/users/${ann.objectId}`, { master: true, body })
    const kept = await keptOf(ann)
    expect(kept.secret).toMatch(/^sealed:/)
    const { username } = ann
    const credentials = { username, password: 'correct horse', authData: { mfa: { token: '000000' } } }
    expect((await rest(host, 'POST', '/login', { master: true, body: credentials })).status).toBe(200)
    expect(await keptOf(ann)).toEqual(kept)
    expect(isIn(await logIn(host, ann, { token: codeOf({ secret }) }))).toBe(true)
  })

  test.each(['code', 'recovery code'])(
    'works where it was kept in clear, and is sealed at a log-in with a %s',
    async (kind) => {
      await host.close()
      await start(inClear)
      const ann = await newPerson(host)
      const before = { secret: newSecret(), recovery: ['a'.repeat(30), 'b'.repeat(30)] }
      await rest(host, 'PUT', `/users/${ann.objectId}`, { master: true, body: { authData: { mfa: before } } })
      expect(await keptOf(ann)).toEqual(before)
      await host.close()
      await start()
      const token = kind === 'code' ? codeOf(before) : before.recovery[0]
      expect(isIn(await logIn(host, ann, { token }))).toBe(true)
      expect(JSON.stringify(await keptOf(ann))).toMatch(/^{"secret":"sealed:[^"]+","recovery":\["sha256:/)
      expect(isIn(await logIn(host, ann, { token }))).toBe(false)
      tick()
      expect(isIn(await logIn(host, ann, { token: codeOf(before) }))).toBe(true)
      expect(isIn(await logIn(host, ann, { token: before.recovery[1] }))).toBe(true)
    },
  )

  test('seals once where many log in at the same time with what was kept in clear', async () => {
    await host.close()
    await start(inClear)
    const ann = await newPerson(host)
    const secret = newSecret()
    const body = { authData: { mfa: { secret, recovery: [] } } }
    await rest(host, 'PUT', `/users/${ann.objectId}`, { master: true, body })
    await host.close()
    await start()
    const tokens = [-30_000, 0, 30_000].map((ms) => codeAt(secret, Date.now() + ms))
    const answers = await Promise.all(tokens.map((token) => logIn(host, ann, { token })))
    expect(answers.map(isIn)).toEqual([true, true, true])
    expect((await keptOf(ann)).secret).toMatch(/^sealed:/)
  })

  test('tells operators what to do when the master key was changed; recovery codes work', async () => {
    const ann = await personWithApp(host, codeOf)
    await host.close()
    await start(undefined, 'another-master-key-of-32-characters')
    lines.length = 0
    tick()
    const answer = await logIn(host, ann, { token: codeOf(ann) })
    expect(answer).toMatchObject({
      status: 400,
      body: { code: 141, error: expect.stringContaining('recovery code') as unknown },
    })
    expect(lines.join()).toContain('sealed with another masterKey')
    const [first, old] = ann.recovery
    expect(isIn(await logIn(host, ann, { token: first }))).toBe(true)
    const secret = newSecret()
    const again = { authData: { mfa: { old, secret, token: codeOf({ secret }) } } }
    expect((await put(host, ann, again)).status).toBe(200)
    tick()
    expect(isIn(await logIn(host, ann, { token: codeOf({ secret }) }))).toBe(true)
  })
})
