/** A code of a second factor works once, whichever way it comes, and however many come at once. */
import { acme } from '../../support/acme'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'
import {
  after,
  isIn,
  logIn,
  newPerson,
  newSecret,
  password,
  personWithApp,
  put,
  race,
  useClock,
  waysIn,
} from './second-factor'

describeWithDatabase('a code of a second factor', (database) => {
  let host: Host
  const codes: string[] = []
  const { tick, codeOf } = useClock()
  beforeAll(async () => {
    const sendSMS = (code: string) => void codes.push(code)
    host = await startHost({
      database: database(),
      limits: false, // what it keeps off would not reach the codes
      parseServer: { auth: { acme, mfa: { options: ['SMS', 'TOTP'], sendSMS } } },
    })
  })
  afterAll(() => host.close())

  const withApp = () => personWithApp(host, codeOf)
  let numbers = 0
  async function withPhone() {
    const person = await newPerson(host)
    const mobile = `+1555555${1000 + (numbers += 1)}`
    await put(host, person, { authData: { mfa: { mobile } } })
    const set = await put(host, person, { authData: { mfa: { mobile, token: codes.pop() } } })
    expect(set.status).toBe(200)
    return person
  }

  test.each(waysIn)('lets in once of an app, by %s', async (_way, attempt) => {
    const ann = await withApp()
    expect(isIn(await attempt(host, ann, { token: codeOf(ann) }))).toBe(false) // it was used to set up
    tick()
    expect(isIn(await attempt(host, ann, { token: codeOf(ann) }))).toBe(true)
    expect(isIn(await attempt(host, ann, { token: codeOf(ann) }))).toBe(false)
    expect(isIn(await logIn(host, ann, { token: codeOf(ann) }))).toBe(false)
    tick()
    expect(isIn(await attempt(host, ann, { token: codeOf(ann) }))).toBe(true)
  })

  test.each(waysIn)('lets one of 20 log-ins in: of an app, by %s', async (_way, attempt) => {
    const ann = await withApp()
    tick()
    expect(await race(20, () => attempt(host, ann, { token: codeOf(ann) }))).toBe(1)
  })

  test.each(waysIn)('lets one of 20 log-ins in: by SMS, by %s', async (_way, attempt) => {
    const ann = await withPhone()
    await attempt(host, ann, { token: 'request' })
    const token = codes.pop()
    expect(token).toMatch(/^\d{6}$/)
    expect(await race(20, () => attempt(host, ann, { token }))).toBe(1)
    expect(isIn(await attempt(host, ann, { token }))).toBe(false)
  })

  test.each(waysIn)('lets one of 20 log-ins in: for recovery, by %s', async (_way, attempt) => {
    const ann = await withApp()
    const [first, second] = ann.recovery
    expect(await race(20, () => attempt(host, ann, { token: first }))).toBe(1)
    expect(isIn(await attempt(host, ann, { token: first }))).toBe(false)
    expect(isIn(await attempt(host, ann, { token: second }))).toBe(true)
  })

  test('replaces a factor once, of 10 updates at the same time, and then lets nobody in', async () => {
    const ann = await withApp()
    const [old] = ann.recovery
    const replace = () => {
      const secret = newSecret()
      return put(host, ann, { authData: { mfa: { old, secret, token: codeOf({ secret }) } } })
    }
    const answers = await Promise.all(Array.from({ length: 10 }, replace))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(isIn(await logIn(host, ann, { token: old }))).toBe(false)
  })

  test('is not used up by a check of the password, and no way in by a challenge', async () => {
    const ann = await withApp()
    tick()
    const { username } = ann
    const credentials = { username, password }
    const body = { ...credentials, authData: { mfa: { token: codeOf(ann) } } }
    const checked = await rest(host, 'POST', '/verifyPassword', { body })
    expect([checked.status, checked.body]).toEqual([200, { objectId: ann.objectId }])
    const challengeData = { mfa: { token: codeOf(ann) } }
    expect(isIn(await rest(host, 'POST', '/challenge', { body: { ...credentials, challengeData } }))).toBe(
      false,
    )
    expect(isIn(await logIn(host, ann, { token: codeOf(ann) }))).toBe(true)
  })

  test('of SMS ends in time while it is set up', async () => {
    const person = await newPerson(host)
    const mobile = '+15555559999'
    await put(host, person, { authData: { mfa: { mobile } } })
    const confirm = () => put(host, person, { authData: { mfa: { mobile, token: codes.pop() } } })
    const { body } = await after(60_000, confirm)
    expect(body).toMatchObject({ code: 141, error: 'Invalid MFA token' })
  })
})
