/** Links and locations have one slash between their parts, whatever `publicServerURL` ends with. */
import { resolveParseOptions } from '../../src/server/start/parse-options'
import { describeWithDatabase } from '../support/database'
import { type Host, startHost } from '../support/host'
import { type Mailbox, startMailbox } from '../support/mailbox'
import { rest, send } from '../support/rest'

describeWithDatabase('a publicServerURL with a slash at its end', (database) => {
  let mailbox: Mailbox
  let host: Host
  beforeAll(async () => {
    mailbox = await startMailbox()
    host = await startHost({
      database: database(),
      path: '/parse/',
      parseServer: { verifyUserEmails: true },
      email: { transport: mailbox.url, from: 'app@example.com' },
    })
  })
  afterAll(async () => {
    await host.close()
    await mailbox.close()
  })

  const api = () => ({ ...host, apiUrl: `${host.url}/parse` })
  const linkTo = async (to: string) => String((await mailbox.next({ to })).links[0])
  const one = (link: string) => expect(new URL(link).pathname).not.toContain('//')

  test('makes neither locations nor links with two, and these work', async () => {
    const body = { username: 'ann', password: 'correct-horse', email: 'ann@example.com' }
    const { headers } = await rest(api(), 'POST', '/users', { body })
    expect(headers.get('location')).toMatch(new RegExp(`^${host.url}/parse/users/\\w+$`))
    const verification = await linkTo(body.email)
    one(verification)
    await rest(api(), 'POST', '/requestPasswordReset', { body: { email: body.email } })
    const reset = await linkTo(body.email)
    one(reset)
    for (const link of [verification, reset]) {
      const { status, headers: pageHeaders, body: page } = await send(host, 'GET', link)
      expect([status < 400, String(page)]).toEqual([true, expect.not.stringMatching(/invalid/i)])
      const location = pageHeaders.get('location')
      if (location !== null) one(location)
    }
  })
})

test.each(['http://localhost/parse', 'http://localhost/parse/', 'http://localhost/parse//'])(
  'a function that returns %s is asked, too',
  async (url) => {
    const settings = { appId: 'a', masterKey: 'm', publicServerURL: () => Promise.resolve(url) }
    const { publicServerURL } = resolveParseOptions(settings, new URL(url), [])
    expect(await (publicServerURL as () => unknown)()).toBe('http://localhost/parse')
  },
)
