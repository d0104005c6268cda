/** Back-channel logout (OpenID Connect Back-Channel Logout 1.0): a real issuer tells that somebody has logged out. */
import { decodeJwt } from 'jose'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { newAccount, type SpecIssuer, startIssuer } from '../../support/issuers/issuer'
import { keycloak } from '../../support/issuers/shapes'
import { openLive } from '../../support/live-query'
import { rest } from '../../support/rest'

describeWithDatabase('a log-out at a real issuer', (database) => {
  let issuer: SpecIssuer
  let host: Host
  beforeAll(async () => {
    issuer = await startIssuer(keycloak)
    host = await startHost({
      database: database(),
      oidc: { keycloak: issuer.options },
      parseServer: { liveQuery: { classNames: ['Thing'] } },
    })
    await host.accounts.attach(host.server)
  })
  afterAll(async () => {
    await host.close()
    await issuer.close()
  })

  const url = () => `${host.url}/oidc/keycloak/backchannel-logout`
  const logIn = (id_token: string) =>
    rest(host, 'POST', '/users', { body: { authData: { keycloak: { id_token } } } })
  const isOpen = async (sessionToken: string) =>
    (await rest(host, 'GET', '/users/me', { sessionToken })).status === 200

  /** Somebody on two devices, each with a session at the issuer. */
  async function onTwoDevices() {
    const account = newAccount()
    const tokens = [await issuer.tokens(account), await issuer.tokens(account)].map(
      ({ id_token }) => id_token,
    )
    const sessions: string[] = []
    for (const token of tokens) sessions.push((await logIn(token)).body.sessionToken as string)
    return { account, tokens, sessions, sid: String(decodeJwt(tokens[0]!).sid) }
  }

  test('ends the session that it names, with its socket, and its ID token opens nothing any more', async () => {
    const { account, tokens, sessions, sid } = await onTwoDevices()
    const live = await openLive(host)
    await live.connect({ sessionToken: sessions[0] })
    await issuer.logOut(account, url(), sid)
    expect(await Promise.all(sessions.map(isOpen))).toEqual([false, true])
    await live.closed
    expect((await logIn(tokens[0]!)).body).toMatchObject({ code: 101 })
    expect((await logIn(tokens[1]!)).status).toBe(200)
  })

  test('ends all sessions of the subject where it names none, and leaves those of a password', async () => {
    const { account, sessions } = await onTwoDevices()
    const other = await onTwoDevices()
    await issuer.logOut(account, url())
    expect(await Promise.all(sessions.map(isOpen))).toEqual([false, false])
    expect(await Promise.all(other.sessions.map(isOpen))).toEqual([true, true])
  })

  test('ends all sessions of the subject where nobody knows the one that it names', async () => {
    const { account, sessions } = await onTwoDevices()
    await issuer.logOut(account, url(), 'a session of another application')
    expect(await Promise.all(sessions.map(isOpen))).toEqual([false, false])
  })

  test('leaves the other sessions where the one that it names has logged out here before', async () => {
    const { account, sessions, sid } = await onTwoDevices()
    await rest(host, 'POST', '/logout', { sessionToken: sessions[0]! })
    await issuer.logOut(account, url(), sid)
    expect(await Promise.all(sessions.map(isOpen))).toEqual([false, true])
  })

  test('leaves the other sessions where one that it has ended is named again, as to another client', async () => {
    const { account, sessions, sid } = await onTwoDevices()
    await issuer.logOut(account, url(), sid)
    await issuer.logOut(account, url(), sid)
    expect(await Promise.all(sessions.map(isOpen))).toEqual([false, true])
  })

  test('ends nothing where session and subject belong to different users', async () => {
    const [one, other] = [await onTwoDevices(), await onTwoDevices()]
    await expect(issuer.logOut(one.account, url(), other.sid)).rejects.toThrow('400')
    expect(await Promise.all([...one.sessions, ...other.sessions].map(isOpen))).toEqual(Array(4).fill(true))
    expect((await logIn(other.tokens[0]!)).status).toBe(200)
  })

  test('is taken where its subject was unlinked since, whose sessions ended then', async () => {
    const { account, sessions, sid } = await onTwoDevices()
    const { objectId } = (await rest(host, 'GET', '/users/me', { sessionToken: sessions[0]! })).body
    const body = { authData: { keycloak: null } }
    await rest(host, 'PUT', `/users/${String(objectId)}`, { master: true, body })
    expect(await Promise.all(sessions.map(isOpen))).toEqual([false, false])
    await issuer.logOut(account, url(), sid)
  })

  test('is taken for somebody whom nobody knows here', async () => {
    await issuer.logOut(newAccount(), url())
    await issuer.logOut(newAccount(), url(), 'unknown')
  })
})
