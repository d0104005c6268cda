/** The account page for an operator who has logged in as a user by a link: to look, and not to take the account over. */
import { describeWithDatabase } from '../support/database'
import { type Host, startHost } from '../support/host'
import { newAccount, type SpecIssuer, startIssuer } from '../support/issuers/issuer'
import { keycloak } from '../support/issuers/shapes'
import { pageOf } from '../support/pages'
import { rest } from '../support/rest'
import { type Member, memberOf } from './member'
import { answerFor, newVisitor, press } from './provider-flow'

const password = 'correct-horse'
const said = 'For this, the user has to sign in: our support has opened this session.'

describeWithDatabase('the account page of a user as whom an operator has logged in', (database) => {
  let issuer: SpecIssuer
  let host: Host
  beforeAll(async () => {
    issuer = await startIssuer(keycloak)
    host = await startHost({ database: database(), limits: false, oidc: { keycloak: issuer.options } })
  })
  afterAll(async () => {
    await host.close()
    await issuer.close()
  })

  async function operatorAs(userId: string): Promise<Member> {
    const link = await host.accounts.users.logInAs(userId, { operator: 'Bob' })
    const visitor = newVisitor()
    const { form } = await pageOf(await visitor.ask(String(link?.url)))
    await visitor.ask(form!.action, { method: 'POST', body: new URLSearchParams(form?.fields) })
    return memberOf(host.url, visitor)
  }
  /** Somebody without a password. @returns the id */
  async function byProvider(): Promise<string> {
    const visitor = newVisitor()
    const address = await press(visitor, `${host.url}/auth/sign-in?next=/auth/account`)
    await visitor.ask(await answerFor(visitor, address, issuer.add(newAccount())))
    const { sessionToken } = memberOf(host.url, visitor)
    const { body } = await rest(host, 'GET', '/users/me', { sessionToken: sessionToken() })
    return String(body.objectId)
  }

  test('shows it, and changes nothing of a user without a password', async () => {
    const operator = await operatorAs(await byProvider())
    const { status, html } = await operator.open()
    expect([status, html.includes('Unlink Keycloak')]).toEqual([200, true])
    for (const deed of ['name', 'email', 'link', 'unlink', 'end-others', 'end-all', 'delete']) {
      const fields = {
        username: 'x',
        email: 'x@example.com',
        new_password: 'battery-staple',
        confirmed: 'yes',
      }
      const refused = await operator.send(deed, { target: 'keycloak', ...fields })
      expect([deed, refused.status, refused.html.includes(said)]).toEqual([deed, 400, true])
      // Whoever signs in there again is the operator.
      expect(refused.html).not.toContain('fresh=1')
    }
    // The page has no form for a first password; and one of the operator's making sets none.
    expect((await operator.send('password', { new_password: 'battery-staple' })).status).toBe(400)
    const german = await operator.send('delete', { confirmed: 'yes', locale: 'de' })
    expect(german.html).toContain('Dafür muss sich die Person selbst anmelden')
    expect((await operator.open()).status).toBe(200)
  })

  test('asks for the password of a user who has one, and takes the right one', async () => {
    const { body } = await rest(host, 'POST', '/users', { body: { username: 'ann', password } })
    const operator = await operatorAs(String(body.objectId))
    for (const fields of [{}, { password: 'wrong' }])
      expect((await operator.send('link', { target: 'keycloak', ...fields })).html).toContain(
        'This is not your current password.',
      )
    expect((await operator.send('end-others')).html).toContain(said)
    const leaving = await operator.send('link', { target: 'keycloak', password })
    expect([leaving.status, leaving.headers.get('refresh')]).toEqual([
      200,
      expect.stringContaining(issuer.issuer),
    ])
  })
})
