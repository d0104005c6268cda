/** How many sign-ups, mails and codes are let through, whichever way they are asked for. */
import { setImmediate } from 'node:timers/promises'
import { graphql } from '../../support/graphql'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { type Mailbox, startMailbox } from '../../support/mailbox'
import { openAndPress } from '../../support/pages'
import { rest } from '../../support/rest'

const password = 'ASuperStrongPassword'
const times = <Result>(number: number, work: (index: number) => Promise<Result>) =>
  Promise.all(Array.from({ length: number }, (_each, index) => work(index)))

describeWithDatabase('Limits', (database) => {
  let host: Host
  let mailbox: Mailbox
  const hourMs = 3_600_000
  let noon = Math.ceil(Date.now() / hourMs) * hourMs + 1000
  let clock: jest.SpyInstance

  async function start(options: Parameters<typeof startHost>[0] & object) {
    mailbox = await startMailbox()
    noon += 24 * hourMs // the counts of other tests are over
    clock = jest.spyOn(Date, 'now').mockReturnValue(noon)
    const { parseServer, ...rest } = options
    host = await startHost({
      database: database(),
      outbox: false, // it would wait for the clock
      email: { from: 'Spec <spec@example.com>', transport: mailbox.url },
      parseServer: { ...parseServer },
      ...rest,
    })
  }
  afterEach(async () => {
    clock.mockRestore()
    await host.close()
    await mailbox.close()
  })

  const signUp = (username: string, fields: object = {}) =>
    rest(host, 'POST', '/users', { body: { username, password, ...fields } })

  test('let so many sign-ups through from one address, by REST, classes and GraphQL, and all of an operator', async () => {
    await start({ limits: { signUp: { perAddress: { max: 3, seconds: 3600 } } } })
    expect((await signUp('a')).status).toBe(201)
    const byClass = { body: { username: 'b', password } }
    expect((await rest(host, 'POST', '/classes/_User', byClass)).status).toBe(201)
    const { body } = await graphql(
      host,
      `mutation { signUp(input: { fields: { username: "c", password: "${password}" } }) { viewer { sessionToken } } }`,
    )
    expect(body.errors).toBeUndefined()
    const answers = await times(5, (index) => signUp(`d${index}`))
    expect(answers.map(({ status }) => status)).toEqual([429, 429, 429, 429, 429])
    const master = { master: true, body: { username: 'e', password } }
    expect((await rest(host, 'POST', '/users', master)).status).toBe(201)
  })

  test('count parallel sign-ups to the last one', async () => {
    await start({ limits: { signUp: { perAddress: { max: 5, seconds: 3600 } } } })
    const answers = await times(20, (index) => signUp(`p${index}`))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(5)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(15)
  })

  test('send no more mails to one address, with the same answer, and keep the last link good', async () => {
    await start({
      parseServer: { verifyUserEmails: true },
      limits: { mail: { perRecipient: { max: 3, seconds: 3600 } } },
    })
    await signUp('ann', { email: 'ann@example.com' })
    await mailbox.next({ to: 'ann@example.com' })
    const ask = (path: string) => rest(host, 'POST', path, { body: { email: 'ann@example.com' } })
    const resent = [await ask('/verificationEmailRequest'), await ask('/verificationEmailRequest')]
    const last = [
      await mailbox.next({ to: 'ann@example.com' }),
      await mailbox.next({ to: 'ann@example.com' }),
    ].at(-1)!
    const more = await times(5, () => ask('/verificationEmailRequest'))
    const resets = await times(5, () => ask('/requestPasswordReset'))
    for (const { status, body } of [...resent, ...more, ...resets]) expect([status, body]).toEqual([200, {}])
    // A mail to somebody else comes after all that were on their way.
    await rest(host, 'POST', '/users', {
      master: true,
      body: { username: 'z', password, email: 'z@example.com' },
    })
    await mailbox.next({ to: 'z@example.com' })
    expect(mailbox.messages.filter(({ to }) => JSON.stringify(to).includes('ann@'))).toHaveLength(3)
    const link = /http\S+verify_email\S+?(?=[\s"<]|$)/.exec(last.text)![0]
    expect((await openAndPress(link)).url.pathname).toBe('/auth/verified')
  })

  test('let so many wrong codes of a second factor through, whichever of them is right', async () => {
    let code = ''
    const sendSMS = (sent: string) => void (code = sent)
    await start({
      parseServer: { auth: { mfa: { options: ['SMS'], sendSMS } } },
      limits: { secondFactor: { perAccount: { max: 4, seconds: 900 } } },
    })
    const { body } = await signUp('mia')
    const { objectId, sessionToken } = body as { objectId: string; sessionToken: string }
    const put = (mfa: object) =>
      rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body: { authData: { mfa } } })
    await put({ mobile: '+15555550100' })
    expect((await put({ mobile: '+15555550100', token: code })).status).toBe(200)
    const logIn = (token: string) =>
      rest(host, 'POST', '/login', { body: { username: 'mia', password, authData: { mfa: { token } } } })
    await logIn('request')
    const answers = await times(20, () => logIn('000000'))
    expect(answers.filter(({ body: { code: given } }) => given === 155).length).toBeGreaterThanOrEqual(16)
    expect((await logIn(code)).status).toBe(429)
  })

  test('let so many codes be sent by SMS, and count neither these nor faults of the gateway as wrong codes', async () => {
    let code = ''
    const sendSMS = (sent: string) => {
      if (code === 'away') throw new Error('The gateway is away.')
      code = sent
    }
    await start({
      parseServer: { auth: { mfa: { options: ['SMS'], sendSMS } } },
      limits: { secondFactor: { perAccount: { max: 4, seconds: 900 } } },
    })
    const { body } = await signUp('noa')
    const { objectId, sessionToken } = body as { objectId: string; sessionToken: string }
    const put = (mfa: object) =>
      rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body: { authData: { mfa } } })
    const logIn = (token: string) =>
      rest(host, 'POST', '/login', { body: { username: 'noa', password, authData: { mfa: { token } } } })
    await put({ mobile: '+15555550100' })
    await put({ mobile: '+15555550100', token: code })
    code = 'away'
    expect((await logIn('request')).body.error).toBe('The gateway is away.')
    code = ''
    for (let requests = 0; requests < 2; requests += 1)
      expect((await logIn('request')).body.error).toBe('Please enter the token')
    expect((await logIn('request')).status).toBe(429)
    for (let tries = 0; tries < 3; tries += 1) expect((await logIn('000000')).status).toBe(400)
    expect((await logIn(code)).status).toBe(200)
  })

  test('are told as events, with the name of the limit alone', async () => {
    const seen: unknown[] = []
    await start({
      limits: { signUp: { perAddress: { max: 1, seconds: 3600 } } },
      configure: (accounts) => void accounts.on('security', (event) => void seen.push(event)),
    })
    await times(2, (index) => signUp(`e${index}`))
    while (seen.length < 2) await setImmediate()
    expect(seen).toContainEqual(
      expect.objectContaining({
        type: 'limited',
        subject: 'signUp.perAddress',
        ip: expect.any(String) as unknown,
      }),
    )
  })
})
