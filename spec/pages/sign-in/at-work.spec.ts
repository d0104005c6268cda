/** `guards.maintenance` on the pages: people read why, and the log has no fault that is none. */
import { newAccount, type SpecIssuer, startIssuer } from '../../support/issuers/issuer'
import { keycloak } from '../../support/issuers/shapes'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { openPage, pageOf, sendForm } from '../../support/pages'
import { rest } from '../../support/rest'
import { answerFor, newVisitor, press } from '../provider-flow'

const password = 'correct-horse'
const words = 'Back at <b>noon</b>.'

describeWithDatabase('the pages, while the host is at work,', (database) => {
  const errors: string[] = []
  let maintenance: string | boolean
  let issuer: SpecIssuer
  let host: Host
  beforeAll(async () => {
    issuer = await startIssuer(keycloak)
    const log = (level: string, ...texts: unknown[]) => level === 'error' && errors.push(texts.join(' '))
    host = await startHost({
      ...{ database: database(), limits: false, oidc: { keycloak: issuer.options } },
      guards: { maintenance: () => maintenance },
      parseServer: { silent: false, loggerAdapter: { log } },
    })
    maintenance = false
    await rest(host, 'POST', '/users', { body: { username: 'ann', password } })
  })
  beforeEach(() => void errors.splice(0))
  afterAll(async () => {
    await host.close()
    await issuer.close()
  })

  const page = (name: string) => `${host.url}/auth/${name}`
  const ways: [way: string, come: () => ReturnType<typeof openPage>][] = [
    ['a sign-in', async () => sendForm(await openPage(page('sign-in')), { username: 'ann', password })],
    [
      'a sign-up',
      async () =>
        sendForm(await openPage(page('sign-up')), { email: 'bob@example.com', new_password: password }),
    ],
    [
      'a return from a provider',
      async () => {
        const visitor = newVisitor()
        const address = await press(visitor, page('sign-in'))
        return pageOf(await visitor.ask(await answerFor(visitor, address, issuer.add(newAccount()))))
      },
    ],
  ]
  test.each(ways)('answer %s in the words of the host, and log no fault', async (_way, come) => {
    maintenance = words
    const { status, headers, html } = await come()
    expect([status, headers.get('retry-after')]).toEqual([503, '60'])
    expect(html).toContain('Back at &lt;b&gt;noon&lt;/b&gt;.')
    expect(errors.filter((text) => /A page|A sign-in/.test(text))).toEqual([])
  })

  test('say so in the language of the page where the host has no words', async () => {
    maintenance = true
    const asked = await openPage(page('sign-in?locale=de'))
    const { status, html } = await sendForm(asked, { username: 'ann', password })
    expect([status, html.includes('Anmeldung und Registrierung sind gerade geschlossen.')]).toEqual([
      503,
      true,
    ])
  })
})
