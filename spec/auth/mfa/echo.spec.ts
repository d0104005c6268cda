/** What users see of their second factor may be sent back, as SDKs do. */
import { acme, acmeAuthData } from '../../support/acme'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'
import { connectSdk, Parse } from '../../support/sdk'
import { personWithApp, put, useClock } from './second-factor'

describeWithDatabase('a user with a second factor', (database) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost({
      database: database(),
      parseServer: { auth: { acme, mfa: { options: ['TOTP'] } } },
    })
  })
  afterAll(() => host.close())
  const { codeOf } = useClock()
  const seenBy = async (sessionToken: string) =>
    (await rest(host, 'GET', '/users/me', { sessionToken })).body.authData as Record<string, unknown>

  test('links a provider with all that was seen, and by the SDK', async () => {
    const ann = await personWithApp(host, codeOf)
    const mfa = { status: 'enabled' }
    expect(await seenBy(ann.sessionToken)).toMatchObject({ mfa })
    expect((await put(host, ann, { authData: { mfa } })).status).toBe(200)
    expect((await put(host, ann, { authData: { mfa, ...acmeAuthData('1') } })).status).toBe(200)
    expect(await seenBy(ann.sessionToken)).toMatchObject({ mfa, acme: { id: '1' } })

    const bob = await personWithApp(host, codeOf)
    connectSdk(host)
    const user = await Parse.User.become(bob.sessionToken)
    await user.linkWith('acme', { authData: acmeAuthData('2').acme })
    expect(await seenBy(bob.sessionToken)).toMatchObject({ mfa, acme: { id: '2' } })
  })

  test('still needs a code where something else is sent', async () => {
    const ann = await personWithApp(host, codeOf)
    const { status } = await put(host, ann, { authData: { mfa: { status: 'enabled', token: '000000' } } })
    expect(status).toBe(400)
  })
})
