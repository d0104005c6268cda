/** A new password that the database does not take: nobody is told that it is wrong, nor what the database says. */
import { describeWithDatabase } from '../../support/database'
import { databaseWords, withoutUserUpdates } from '../../support/failing-writes'
import { graphql } from '../../support/graphql'
import { type Host, startHost } from '../../support/host'
import { type Mailbox, startMailbox } from '../../support/mailbox'
import { openPage, sendForm } from '../../support/pages'
import { rest } from '../../support/rest'
import { tokenIn } from '../account-pages'

const new_password = 'battery-staple'
const email = 'ann@example.com'

describeWithDatabase('a new password by a link, while the database takes none,', (database) => {
  const errors: string[] = []
  let host: Host
  let mailbox: Mailbox
  beforeAll(async () => {
    mailbox = await startMailbox()
    const log = (level: string, ...texts: unknown[]) => level === 'error' && errors.push(texts.join(' '))
    host = await startHost({
      database: database(),
      limits: false,
      notices: { passwordChanged: false },
      email: { from: 'Spec App <no-reply@example.com>', transport: mailbox.url },
      parseServer: { silent: false, loggerAdapter: { log } },
    })
    await rest(host, 'POST', '/users', { body: { username: 'ann', email, password: 'correct-horse' } })
  })
  afterEach(() => void errors.splice(0))
  afterAll(async () => {
    await host.close()
    await mailbox.close()
  })

  const askForLink = async () => {
    await rest(host, 'POST', '/requestPasswordReset', { body: { email } })
    return String((await mailbox.next({ to: email })).links[0])
  }
  const canLogIn = async (password: string) =>
    (await rest(host, 'POST', '/login', { body: { username: 'ann', password } })).status === 200
  /** As the Parse guides have it. */
  const documented = (token: string, headers: Record<string, string> = {}) =>
    fetch(`${host.apiUrl}/apps/${host.appId}/request_password_reset`, {
      method: 'POST',
      body: new URLSearchParams({ token, new_password }),
      headers,
    })

  test('is saved later, by the same form of the page', async () => {
    const asking = await openPage(await askForLink())
    const refused = await withoutUserUpdates(database(), () => sendForm(asking, { new_password }))
    expect([refused.status, refused.heading, refused.headers.get('retry-after')]).toEqual([
      503,
      'That did not work',
      '60',
    ])
    expect(refused.html).not.toMatch(databaseWords)
    expect(errors.join('\n')).toMatch(databaseWords)
    expect(await canLogIn(new_password)).toBe(false)
    expect((await sendForm(asking, { new_password })).heading).toBe('Your new password is saved')
    expect(await canLogIn(new_password)).toBe(true)
  })

  test('is answered in the same way by Parse Server’s page', async () => {
    const token = tokenIn(await askForLink())
    const [page, json] = await withoutUserUpdates(database(), () =>
      Promise.all([documented(token), documented(token, { 'X-Requested-With': 'XMLHttpRequest' })]),
    )
    expect([page.status, page.url]).toEqual([503, expect.not.stringMatching(/seven|validation/)])
    expect(await page.text()).not.toMatch(databaseWords)
    expect(await json.json()).toEqual({ code: -1, error: 'Internal server error.' })
  })

  test('is answered without those words by GraphQL', async () => {
    const token = tokenIn(await askForLink())
    const query = `mutation ($username: String!, $token: String!, $password: String!) {
      confirmResetPassword(input: { username: $username, token: $token, password: $password }) { ok }
    }`
    const variables = { username: 'ann', token, password: new_password }
    const { body } = await withoutUserUpdates(database(), () => graphql(host, query, { variables }))
    expect(JSON.stringify(body)).toContain('Internal server error.')
    expect(JSON.stringify(body)).not.toMatch(databaseWords)
  })
})
