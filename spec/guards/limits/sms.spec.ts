/** Codes by SMS cost money: how many are sent, whichever way they are asked for. */
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'
import { newPerson, password, type Person, put } from '../../auth/mfa/second-factor'
import { acme } from '../../support/acme'

describeWithDatabase('Codes by SMS', (database) => {
  let host: Host
  let sent: { code: string; mobile: string }[] = []
  let clock: jest.SpyInstance
  const hourMs = 3_600_000
  let noon = Math.ceil(Date.now() / hourMs) * hourMs + 1000
  beforeAll(async () => {
    const sendSMS = (code: string, mobile: string) => void sent.push({ code, mobile })
    host = await startHost({
      database: database(),
      limits: { secondFactor: { perAccount: { max: 3, seconds: 900 } } },
      parseServer: { auth: { acme, mfa: { options: ['SMS', 'TOTP'], sendSMS } } },
    })
  })
  beforeEach(() => {
    sent = []
    noon += hourMs // the counts of other tests are over
    clock = jest.spyOn(Date, 'now').mockImplementation(() => noon)
  })
  afterEach(() => clock.mockRestore())
  afterAll(() => host.close())

  const setUp = (person: Person, mfa: object | null) => put(host, person, { authData: { mfa } })
  const logIn = ({ username }: Person, token: string) =>
    rest(host, 'POST', '/login', { body: { username, password, authData: { mfa: { token } } } })

  test('are limited for one account that sets up SMS again and again, whatever stands beside the number', async () => {
    const person = await newPerson(host)
    const answers = []
    for (let index = 0; index < 5; index += 1) {
      answers.push(await setUp(person, { mobile: `+1555555020${index}`, token: 'a1', old: 'a1' }))
      expect((await setUp(person, null)).status).toBe(200)
    }
    expect(sent).toHaveLength(3)
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429, 429])
    expect(answers.at(-1)?.headers.get('retry-after')).toMatch(/^\d+$/)
  })

  test('are limited for one number that any number of accounts set up, in whatever form it is written', async () => {
    const forms = ['+15555550300', '15555550300', '+1 555 5550300', '+1-555-555-0300', '001.555.5550300']
    const statuses = []
    for (const mobile of forms) statuses.push((await setUp(await newPerson(host), { mobile })).status)
    expect(statuses).toEqual([200, 200, 200, 429, 429])
    expect(sent).toHaveLength(3)
  })

  test('are sent to whoever logs in, however many others set up the same number', async () => {
    const mobile = '+15555550400'
    const ann = await newPerson(host)
    await setUp(ann, { mobile })
    expect((await setUp(ann, { mobile, token: sent[0]?.code })).status).toBe(200)
    for (let index = 0; index < 3; index += 1) await setUp(await newPerson(host), { mobile })
    expect((await logIn(ann, 'request')).body.error).toBe('Please enter the token')
    expect((await logIn(ann, String(sent.at(-1)?.code))).status).toBe(200)
  })

  test('are limited for one number by which several accounts log in', async () => {
    const mobile = '+15555550500'
    const people = [await newPerson(host), await newPerson(host)]
    for (const person of people) {
      await setUp(person, { mobile })
      await setUp(person, { mobile, token: sent.at(-1)?.code })
    }
    const before = sent.length
    const errors = []
    for (const person of [...people, ...people]) errors.push((await logIn(person, 'request')).status)
    expect(sent).toHaveLength(before + 3)
    expect(errors).toEqual([400, 400, 400, 429])
  })
})
