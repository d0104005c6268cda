/** How long a browser keeps the cookie of a session: as long as the session can last. */
import { randomUUID } from 'node:crypto'
import { describeWithOneDatabase } from '../../support/database'
import { type Host, type HostOptions, startHost } from '../../support/host'
import { openPage } from '../../support/pages'
import { rest } from '../../support/rest'
import { memberOf, signIn } from '../member'

const daySeconds = 86_400
const sessions = { maxDays: 30 }

describeWithOneDatabase('the cookie of a session', (database) => {
  let host: Host
  let credentials = { username: '', password: 'correct-horse' }
  const start = async (options: HostOptions) => {
    host = await startHost({ database: database(), sessions, ...options })
    credentials = { ...credentials, username: randomUUID() }
    await rest(host, 'POST', '/users', { body: credentials })
  }
  afterEach(() => host.close())

  const ageIn = (headers: Headers) => Number(/Max-Age=(\d+)/.exec(String(headers.get('set-cookie')))?.[1])

  /** After a sign-in, and after a new password. */
  async function ages(): Promise<number[]> {
    const { form } = await openPage(`${host.url}/auth/sign-in`)
    const body = new URLSearchParams({ ...form?.fields, ...credentials })
    const entered = await fetch(form!.action, { method: 'POST', body, redirect: 'manual' })
    const member = memberOf(host.url, await signIn(host.url, credentials.username, credentials.password))
    const changed = await member.send('password', {
      password: credentials.password,
      new_password: 'battery-staple',
    })
    return [entered.headers, changed.headers].map(ageIn)
  }

  test.each<[string, HostOptions, number]>([
    ['its length', { parseServer: { sessionLength: 3600 } }, 3600],
    [
      'the days of all sessions where use renews it',
      { parseServer: { sessionLength: 3600, extendSessionOnUse: true } },
      30 * daySeconds,
    ],
    [
      'the days of all sessions where it has no other end',
      { parseServer: { sessionLength: 3600, expireInactiveSessions: false }, checks: false },
      30 * daySeconds,
    ],
    [
      'a year where there is no end at all',
      { parseServer: { sessionLength: 3600, extendSessionOnUse: true }, sessions: false },
      365 * daySeconds,
    ],
  ])('lasts for %s', async (_what, options, seconds) => {
    await start(options)
    expect(await ages()).toEqual([seconds, seconds])
  })

  test('lasts for an hour by an operator’s link, whatever renews sessions', async () => {
    await start({ parseServer: { extendSessionOnUse: true } })
    const me = await rest(host, 'POST', '/login', { body: credentials })
    const link = await host.accounts.users.logInAs(String(me.body.objectId), { operator: 'Bob' })
    const { form } = await openPage(String(link?.url))
    const body = new URLSearchParams(form?.fields)
    const entered = await fetch(form!.action, { method: 'POST', body, redirect: 'manual' })
    expect(ageIn(entered.headers)).toBe(3600)
  })
})
