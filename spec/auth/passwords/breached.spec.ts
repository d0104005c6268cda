/** `passwords.breached`: asks a service that does not learn the password, or a function of the host. */
import { createHash } from 'node:crypto'
import nock from 'nock'
import { createBreachCheck } from '../../../src/auth/passwords/breached'
import type { AskForBreach } from '../../../src/auth/passwords/options'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { isolateNetwork } from '../../support/network'
import { rest } from '../../support/rest'
import { good, newUser } from './ways'

isolateNetwork()

const digest = createHash('sha1').update(good).digest('hex').toUpperCase()
const suffix = digest.slice(5)
const other = '0018A45C4D1DEF81644B54AB7F969B88D65'

const range = () =>
  nock('https://api.pwnedpasswords.com', { reqheaders: { 'add-padding': 'true' } }).get(
    `/range/${digest.slice(0, 5)}`,
  )

function check(breached: true | AskForBreach = true) {
  const warnings: string[] = []
  const isBreached = createBreachCheck(breached, { warn: (message) => void warnings.push(message) })
  return { isBreached, warnings }
}

describe('the range service', () => {
  test.each([
    ['has it', `${other}:3\r\n${suffix}:42`, true],
    ['has others', `${other}:3`, false],
    ['pads with it', `${other}:3\r\n${suffix}:0`, false],
  ])('%s', async (_what, answer, expected) => {
    const asked = range().reply(200, answer)
    const { isBreached, warnings } = check()
    expect(await isBreached(good)).toBe(expected)
    expect(asked.isDone()).toBe(true)
    expect(warnings).toEqual([])
  })

  test.each([
    ['answers 503', () => range().times(2).reply(503)],
    ['answers 404', () => range().times(2).reply(404)],
    ['can’t be reached', () => range().times(2).replyWithError('down')],
    ['answers without end', () => range().times(2).reply(200, `${suffix}:42\r\n`.repeat(20_000))],
  ])('that %s refuses nobody, and is logged once, without the password', async (_what, fake) => {
    fake()
    const { isBreached, warnings } = check()
    expect([await isBreached(good), await isBreached(good)]).toEqual([false, false])
    expect(warnings).toEqual([
      expect.stringMatching(/^Passwords are not looked for in breaches at the moment: /),
    ])
    expect(warnings.join()).not.toContain(good)
    expect(warnings.join()).not.toContain(digest.slice(0, 5))
  })

  test('is logged again when it fails anew', async () => {
    const { isBreached, warnings } = check()
    range().reply(503)
    await isBreached(good)
    range().reply(200, other)
    await isBreached(good)
    range().reply(503)
    await isBreached(good)
    expect(warnings).toHaveLength(2)
  })
})

function failing(): never {
  throw new Error(`can't judge ${good}`)
}

describe('a function of the host', () => {
  afterEach(() => jest.useRealTimers())

  test.each<[string, AskForBreach]>([
    ['throws', (): boolean => failing()],
    ['rejects', async (): Promise<boolean> => failing()],
  ])('that %s refuses nobody, and is logged without what it says', async (_what, breached) => {
    const { isBreached, warnings } = check(breached)
    expect(await isBreached(good)).toBe(false)
    expect(warnings.join()).toContain('passwords.breached failed')
    expect(warnings.join()).not.toContain(good)
  })

  test('that never answers refuses nobody, after 5 seconds', async () => {
    jest.useFakeTimers()
    const { isBreached, warnings } = check(() => new Promise<boolean>(() => undefined))
    const answer = isBreached(good)
    await jest.advanceTimersByTimeAsync(4999)
    expect(warnings).toHaveLength(0)
    await jest.advanceTimersByTimeAsync(1)
    expect(await answer).toBe(false)
    expect(warnings).toHaveLength(1)
  })
})

describeWithDatabase('a breached password', (database) => {
  let host: Host
  afterEach(() => host.close())

  test.each<[string, true | AskForBreach, () => unknown]>([
    ['the range service', true, () => range().reply(200, `${suffix}:42`)],
    ['the host', (password: string) => Promise.resolve(password === good), () => undefined],
  ])('is refused by %s', async (_by, breached, fake) => {
    host = await startHost({ database: database(), passwords: { breached } })
    fake()
    const { status, body } = await rest(host, 'POST', '/users', { body: newUser() })
    expect([status, body]).toEqual([
      400,
      {
        code: 142,
        error: 'Password has been in a data breach: choose one that you have used nowhere else.',
      },
    ])
  })
})
