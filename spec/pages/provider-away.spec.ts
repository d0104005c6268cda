/** A provider that is away when somebody comes back from it. */
import { newAccount, startIssuer } from '../support/issuers/issuer'
import { keycloak } from '../support/issuers/shapes'
import { pageOf } from '../support/pages'
import { describeWithOneDatabase } from '../support/database'
import { startHost } from '../support/host'
import { answerFor, newVisitor, press } from './provider-flow'

describeWithOneDatabase('a sign-in whose provider is away', (database) => {
  test('is told later, in the language in which it began, and the cookie of the attempt goes', async () => {
    const issuer = await startIssuer(keycloak)
    const host = await startHost({ database: database(), oidc: { keycloak: issuer.options } })
    const visitor = newVisitor()
    const address = await press(visitor, `${host.url}/auth/sign-in?locale=de`)
    const answer = await answerFor(visitor, address, issuer.add(newAccount()))
    await issuer.close()
    const page = await pageOf(await visitor.ask(answer))
    expect([page.status, page.headers.get('retry-after')]).toEqual([503, '60'])
    expect(page.html).toContain('<html lang="de"')
    expect([...visitor.cookies.keys()].filter((name) => name.startsWith('accounts'))).toEqual([])
    await host.close()
  })
})
