/** parse-server tells Cloud Code by its installation id, which any client can send. */
import { acme, acmeAuthData } from '../../support/acme'
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'

const password = 'correct-horse'
const asCloud = { headers: { 'X-Parse-Installation-Id': 'cloud' } }

interface Cloud {
  Cloud: { beforeLogin(run: (request: { provider?: string }) => void): void }
}

describeWithDatabase('a client that sends the installation id of Cloud Code', (database) => {
  let host: Host
  let told: string[] = []
  const asked: unknown[] = []
  const cloud = ({ Cloud }: Cloud) => Cloud.beforeLogin(({ provider }) => void asked.push(provider))
  beforeAll(async () => {
    host = await startHost({
      database: database(),
      parseServer: { auth: { acme }, cloud },
      configure: (accounts) =>
        void accounts.on('security', ({ type, installationId }) => {
          told.push(installationId === undefined ? type : `${type} of ${installationId}`)
        }),
    })
  })
  afterAll(() => host.close())
  beforeEach(() => void (told = []))

  const sessionsOf = async (sessionToken: string) => {
    const { body } = await rest(host, 'GET', '/users/me', { sessionToken })
    const { objectId } = body as { objectId: string }
    return (await host.accounts.sessions.list(objectId)).map(({ installationId }) => installationId)
  }
  const expectSession = async (sessionToken: unknown, event: string) => {
    expect(sessionToken).toEqual(expect.stringMatching(/^r:/))
    expect(told).toEqual([event])
    expect(await sessionsOf(String(sessionToken))).toEqual(expect.not.arrayContaining(['cloud']))
  }
  const fieldsOf = (username: string) => ({ username, password })

  test('signs up with a session, by the header', async () => {
    const { body } = await rest(host, 'POST', '/users', { ...asCloud, body: fieldsOf('ann') })
    await expectSession(body.sessionToken, 'signUp')
  })

  test('signs up with a session, by the body', async () => {
    const sent = { _ApplicationId: host.appId, _InstallationId: 'cloud', ...fieldsOf('bob') }
    const answer = await fetch(`${host.apiUrl}/users`, { method: 'POST', body: JSON.stringify(sent) })
    const { sessionToken } = (await answer.json()) as { sessionToken?: string }
    await expectSession(sessionToken, 'signUp')
  })

  test('signs up with a session, in a batch', async () => {
    const requests = [{ method: 'POST', path: '/parse/users', body: fieldsOf('eve') }]
    const { body } = await rest(host, 'POST', '/batch', { ...asCloud, body: { requests } })
    const [{ success }] = body as [{ success: { sessionToken: string } }]
    await expectSession(success.sessionToken, 'signUp')
  })

  test('signs up with a session, by GraphQL', async () => {
    const mutation =
      'mutation { signUp(input: { fields: { username: "joe", password: "correct-horse" } }) { viewer { sessionToken } } }'
    const { body } = await graphql(host, mutation, asCloud)
    await expectSession(body.data.signUp.viewer.sessionToken, 'signUp')
  })

  test('logs in with a session of no installation', async () => {
    const { body } = await rest(host, 'POST', '/login', { ...asCloud, body: fieldsOf('ann') })
    await expectSession(body.sessionToken, 'login')
  })

  test('meets the triggers on log-ins with a provider', async () => {
    asked.length = 0
    const { body } = await rest(host, 'POST', '/users', { ...asCloud, body: { authData: acmeAuthData('x') } })
    await expectSession(body.sessionToken, 'login')
    expect(asked).toEqual(['acme'])
  })

  test('gets no session for others with the master key, as without that id', async () => {
    for (const request of [{}, asCloud]) {
      const body = fieldsOf(`made-${'headers' in request}`)
      const answer = await rest(host, 'POST', '/users', { master: true, ...request, body })
      expect([answer.status, answer.body.sessionToken]).toEqual([201, undefined])
    }
  })

  test('keeps ids that only look alike', async () => {
    const headers = { 'X-Parse-Installation-Id': 'Cloud' }
    const { body } = await rest(host, 'POST', '/login', { headers, body: fieldsOf('ann') })
    expect(await sessionsOf(body.sessionToken as string)).toContain('Cloud')
    expect(told).toEqual(['login of Cloud'])
  })
})
