/** A wrong code is a failed log-in, which the right password before it does not undo. */
import type { SecurityEvent } from '../../../index'
import { acme, acmeAuthData } from '../../support/acme'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'
import { isIn, logIn, newSecret, password, personWithApp, put, useClock, waysIn } from './second-factor'

const locked = { code: 101, error: expect.stringContaining('locked') as unknown }

describeWithDatabase('a wrong code of a second factor', (database) => {
  let host: Host
  let seen: SecurityEvent[] = []
  const { tick, codeOf } = useClock()
  beforeAll(async () => {
    host = await startHost({
      database: database(),
      limits: false, // what it keeps off would not reach the codes
      parseServer: {
        accountLockout: { duration: 5, threshold: 3 },
        auth: { acme, zeta: acme, mfa: { options: ['TOTP'] } },
      },
      configure: (accounts) => void accounts.on('security', (event) => void seen.push(event)),
    })
  })
  beforeEach(() => void (seen = []))
  afterAll(() => host.close())

  const withApp = async () => {
    const person = await personWithApp(host, codeOf)
    tick()
    return person
  }
  const wrong = { token: 'wrong' }

  test.each(waysIn)('locks the account after so many, by %s', async (_way, attempt) => {
    const ann = await withApp()
    for (let tries = 0; tries < 3; tries += 1) expect(isIn(await attempt(host, ann, wrong))).toBe(false)
    expect(isIn(await attempt(host, ann, { token: codeOf(ann) }))).toBe(false)
    expect((await logIn(host, ann, { token: codeOf(ann) })).body).toMatchObject(locked)
    expect(seen.map(({ type }) => type)).toContain('accountLocked')
  })

  test('adds up with wrong passwords, until a right code', async () => {
    const ann = await withApp()
    const { username } = ann
    const guess = () => rest(host, 'POST', '/login', { body: { username, password: 'wrong' } })
    await guess()
    await logIn(host, ann, wrong)
    expect((await rest(host, 'POST', '/login', { body: { username, password } })).body).toMatchObject({
      code: -1,
    })
    expect(isIn(await logIn(host, ann, { token: codeOf(ann) }))).toBe(true) // counts anew
    await guess()
    await logIn(host, ann, wrong)
    tick()
    expect(isIn(await logIn(host, ann, { token: codeOf(ann) }))).toBe(true)
    await guess()
    await logIn(host, ann, wrong)
    await guess()
    tick()
    expect((await logIn(host, ann, { token: codeOf(ann) })).body).toMatchObject(locked)
  })

  test('is one of three that are looked at, of twenty at once', async () => {
    const ann = await withApp()
    const token = (index: number) => (index === 19 ? codeOf(ann) : 'wrong')
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_each, index) => logIn(host, ann, { token: token(index) })),
    )
    expect(answers.filter(isIn)).toEqual([])
    expect(answers.filter(({ body }) => body.error === 'Invalid MFA token')).toHaveLength(3)
  })

  test('is none of a user whose identity is not proven yet, also where its provider comes after `mfa`', async () => {
    const ann = await withApp()
    const { acme: zeta } = acmeAuthData(ann.username)
    expect((await put(host, ann, { authData: { zeta } })).status).toBe(200)
    const attempt = (token: string, mfa: object) =>
      rest(host, 'POST', '/users', { body: { authData: { zeta: { ...zeta, token }, mfa } } })
    for (let tries = 0; tries < 4; tries += 1)
      expect((await attempt('forged', wrong)).body.error).toBe('Wrong acme token')
    expect(seen.filter(({ type }) => type === 'accountLocked')).toEqual([])
    expect((await attempt(zeta.token, wrong)).body.error).toBe('Invalid MFA token')
    expect(isIn(await attempt(zeta.token, { token: codeOf(ann) }))).toBe(true)
  })

  test('counts where it is to replace the factor', async () => {
    const ann = await withApp()
    const replace = (old: string) => {
      const secret = newSecret()
      return put(host, ann, { authData: { mfa: { old, secret, token: codeOf({ secret }) } } })
    }
    for (let tries = 0; tries < 3; tries += 1)
      expect((await replace('wrong')).body).toEqual({ code: 141, error: 'Invalid MFA token' })
    expect((await replace(codeOf(ann))).body).toMatchObject({ ...locked, code: 141 })
  })

  test.each(waysIn)('is told of once, by %s', async (_way, attempt) => {
    const ann = await withApp()
    await attempt(host, ann, wrong)
    const failures = seen.filter(({ type }) => type === 'loginFailed')
    expect(failures).toEqual([
      expect.objectContaining({ provider: 'mfa', reason: 'secondFactor', userId: ann.objectId }),
    ])
    expect(JSON.stringify(seen)).not.toContain('"wrong"')
  })
})
