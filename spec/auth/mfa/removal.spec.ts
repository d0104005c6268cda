/** Whoever turns a second factor off, or replaces it, has proven a short time ago who it is; and the user is told. */
import type { SecurityEvent } from '../../../index'
import { acme } from '../../support/acme'
import { savingUsers, waysToWrite } from '../../support/own-row'
import { describeNotices } from '../../support/notices'
import { storedUser } from '../../support/auth0-log-in'
import { rest } from '../../support/rest'
import { changeRow } from '../../support/session-rows'
import { choose } from '../passwords/ways'
import { isIn, logIn, newSecret, password, type Person, personWithApp, put, useClock } from './second-factor'

const refused = { code: 206, error: expect.stringContaining('currentPassword') as unknown }
const events: SecurityEvent[] = []

describeNotices(
  'a second factor that is turned off',
  {
    parseServer: { auth: { acme, mfa: { options: ['TOTP'] } }, cloud: savingUsers },
    notices: { identityLinked: false },
    configure: (accounts) => void accounts.on('security', (event) => void events.push(event)),
  },
  (given) => {
    const { tick, codeOf } = useClock()
    const withApp = async () => {
      const person = await personWithApp(given().host, codeOf)
      tick()
      return person
    }
    const age = (sessionToken: string, minutes: number) => {
      const iso = new Date(Date.now() - minutes * 60_000).toISOString()
      return changeRow(given().host, sessionToken, { accountsLoggedInAt: { __type: 'Date', iso } })
    }
    const isThere = async ({ objectId }: Person) =>
      (await storedUser(given().host, objectId)).authData?.mfa !== undefined
    const off = { authData: { mfa: null } }

    test('needs the password in a session that began earlier', async () => {
      const ann = await withApp()
      await age(ann.sessionToken, 15)
      expect((await put(given().host, ann, off)).body).toMatchObject(refused)
      expect((await put(given().host, ann, { ...off, currentPassword: 'wrong' })).status).toBe(404)
      expect(await isThere(ann)).toBe(true)
      expect((await put(given().host, ann, { ...off, currentPassword: password })).status).toBe(200)
      expect(await isThere(ann)).toBe(false)
      expect((await given().mailTo(ann.email)).subject).toContain('second factor was turned off')
    })

    test('is free in a session that has just begun, and needs no code at the next log-in', async () => {
      const ann = await withApp()
      events.length = 0
      expect((await put(given().host, ann, off)).status).toBe(200)
      await given().mailTo(ann.email)
      expect(events).toEqual([expect.objectContaining({ type: 'secondFactorRemoved', userId: ann.objectId })])
      const { username } = ann
      expect(isIn(await rest(given().host, 'POST', '/login', { body: { username, password } }))).toBe(true)
    })

    test('is not turned off by a reset of the password: the next log-in needs its code', async () => {
      const ann = await withApp()
      await rest(given().host, 'POST', '/requestPasswordReset', { body: { email: ann.email } })
      const { links } = await given().mailTo(ann.email)
      expect((await choose(new URL(links[0]!), 'battery-staple')).status).toBe(200)
      await given().mailTo(ann.email)
      const credentials = { username: ann.username, password: 'battery-staple' }
      expect(isIn(await rest(given().host, 'POST', '/login', { body: credentials }))).toBe(false)
      const withCode = { ...credentials, authData: { mfa: { token: codeOf(ann) } } }
      expect(isIn(await rest(given().host, 'POST', '/login', { body: withCode }))).toBe(true)
    })

    test.each(waysToWrite)('needs it by %s', async (_name, write) => {
      const ann = await withApp()
      await age(ann.sessionToken, 15)
      await write(given().host, ann.sessionToken, ann.objectId, off)
      expect(await isThere(ann)).toBe(true)
    })

    test('needs it to be replaced, beside the code', async () => {
      const ann = await withApp()
      await age(ann.sessionToken, 15)
      const secret = newSecret()
      const body = { authData: { mfa: { old: codeOf(ann), secret, token: codeOf({ secret }) } } }
      expect((await put(given().host, ann, body)).body).toMatchObject(refused)
      events.length = 0
      expect((await put(given().host, ann, { ...body, currentPassword: password })).status).toBe(200)
      expect(events.map(({ type }) => type)).toEqual(['secondFactorRemoved', 'secondFactorAdded'])
      await given().mailTo(ann.email)
      tick()
      expect(isIn(await logIn(given().host, ann, { token: codeOf({ secret }) }))).toBe(true)
    })

    test('is free with the master key, and tells the user', async () => {
      const ann = await withApp()
      const { status } = await rest(given().host, 'PUT', `/users/${ann.objectId}`, {
        master: true,
        body: off,
      })
      expect(status).toBe(200)
      await given().mailTo(ann.email)
    })

    test('asks for nothing where there is none yet, and tells that one was added', async () => {
      events.length = 0
      const ann = await withApp()
      expect(events.filter(({ type }) => type.startsWith('second'))).toEqual([
        expect.objectContaining({ type: 'secondFactorAdded', userId: ann.objectId }),
      ])
      await age(ann.sessionToken, 15)
      expect((await put(given().host, ann, { email: ann.email })).status).toBe(200)
    })
  },
)
