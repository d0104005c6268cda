/** A second factor of a kind that the host no longer has goes on keeping others out. */
import { acme } from '../../support/acme'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'
import { isIn, newPerson, newSecret, personWithApp, put, useClock, waysIn } from './second-factor'

describeWithDatabase('a second factor of a kind that is no longer among auth.mfa.options', (database) => {
  const { tick, codeOf } = useClock()
  let host: Host
  let code = ''
  let errors: string[] = []
  const options = ['SMS', 'TOTP']
  beforeAll(async () => {
    const sendSMS = (sent: string) => void (code = sent)
    const log = (level: string, message: string) => {
      if (level === 'error') errors.push(message)
    }
    host = await startHost({
      database: database(),
      limits: false,
      parseServer: { loggerAdapter: { log }, auth: { acme, mfa: { options, sendSMS } } },
    })
  })
  /** As after a start with other options: parse-server reads them at each request. */
  const keep = (...kinds: string[]) => void options.splice(0, 2, ...kinds)
  beforeEach(() => {
    errors = []
    keep('SMS', 'TOTP')
  })
  afterAll(() => host.close())

  async function personWithSms() {
    const person = await newPerson(host)
    const mobile = '+15555550700'
    await put(host, person, { authData: { mfa: { mobile } } })
    expect((await put(host, person, { authData: { mfa: { mobile, token: code } } })).status).toBe(200)
    return person
  }

  test.each(waysIn)('lets nobody in without it: SMS, by %s', async (_way, logIn) => {
    const person = await personWithSms()
    keep('TOTP')
    const answer = await logIn(host, person, { token: '000000' })
    expect(isIn(answer)).toBe(false)
    expect(JSON.stringify(answer.body)).toContain('The second factor can’t be checked.')
    expect(errors.join()).toContain(person.objectId)
  })

  test('lets nobody replace it: SMS', async () => {
    const person = await personWithSms()
    keep('TOTP')
    const secret = newSecret()
    const mfa = { old: '000000', secret, token: codeOf({ secret }) }
    expect((await put(host, person, { authData: { mfa } })).body).toMatchObject({ code: 141 })
  })

  test('lets in by a recovery code alone, which works once: an app', async () => {
    const person = await personWithApp(host, codeOf)
    const [, , , [, logIn]] = waysIn as [never, never, never, (typeof waysIn)[number]]
    keep('SMS')
    tick()
    expect(isIn(await logIn(host, person, { token: codeOf(person) }))).toBe(false)
    expect(isIn(await logIn(host, person, { token: person.recovery[0] }))).toBe(true)
    tick(600_000)
    expect(isIn(await logIn(host, person, { token: person.recovery[0] }))).toBe(false)
    keep('SMS', 'TOTP')
    expect(isIn(await logIn(host, person, { token: codeOf(person) }))).toBe(true)
    expect(isIn(await logIn(host, person, { token: person.recovery[1] }))).toBe(true)
  })

  test('goes with the master key, and the user is in again', async () => {
    const person = await personWithSms()
    keep('TOTP')
    const body = { authData: { mfa: null } }
    expect((await rest(host, 'PUT', `/users/${person.objectId}`, { master: true, body })).status).toBe(200)
    const { username } = person
    expect(
      (await rest(host, 'POST', '/login', { body: { username, password: 'correct horse' } })).status,
    ).toBe(200)
  })
})
