/** A gateway for SMS that takes its time, or never answers: it holds up nobody but whoever waits for the code. */
import { EventEmitter, once } from 'node:events'
import { checkedStep, type Tools } from '../../../src/auth/mfa/checks'
import { createVault } from '../../../src/auth/mfa/vault'
import { signUp } from '../../support/auth0-log-in'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'

const mobile = '+15555550199'

describeWithDatabase('a gateway for SMS that does not answer', (database) => {
  let host: Host
  const gateway = new EventEmitter()
  let isDown = false
  const codes: string[] = []
  beforeAll(async () => {
    const sendSMS = async (code: string) => {
      codes.push(code)
      gateway.emit('asked')
      if (isDown) await once(gateway, 'up')
    }
    host = await startHost({
      database: database(),
      limits: false,
      parseServer: {
        accountLockout: { threshold: 3, duration: 5 },
        auth: { mfa: { options: ['SMS'], sendSMS } },
      },
    })
  })
  afterAll(() => host.close())

  test('keeps nobody from logging in who does not ask for a code, where accounts lock', async () => {
    const { objectId, sessionToken, username, password } = await signUp(host, 'ann@example.com')
    const put = (mfa: object) =>
      rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body: { authData: { mfa } } })
    await put({ mobile })
    expect((await put({ mobile, token: codes.pop() })).status).toBe(200)

    const logIn = (fields = {}) => rest(host, 'POST', '/login', { body: { username, password, ...fields } })
    isDown = true
    const waiting = []
    for (let number = 0; number < 3; number += 1) {
      const asked = once(gateway, 'asked')
      waiting.push(logIn({ authData: { mfa: { token: 'request' } } }))
      await asked
    }
    expect((await logIn()).body.error).toMatch(/^Missing additional authData mfa/)
    gateway.emit('up')
    for (const { body } of await Promise.all(waiting)) expect(body.error).toBe('Please enter the token')
  })
})

test('a gateway for SMS that never answers is waited for half a minute', async () => {
  jest.useFakeTimers()
  const tools: Tools = {
    vault: createVault('key'),
    singleUse: { use: async () => undefined },
    events: new EventEmitter(),
    log: () => undefined,
  }
  const never = () => new Promise<never>(() => undefined)
  const step = async () => ({ method: 'validateSetUp' as const, validator: never })
  const { validator } = await checkedStep(tools, { mobile }, { config: {} as never }, step)
  const answer = validator().catch((thrown: unknown) => thrown)
  await jest.advanceTimersByTimeAsync(30_000)
  expect(await answer).toMatchObject({ code: 141, message: 'The code could not be sent in time. Try again.' })
  jest.useRealTimers()
})
