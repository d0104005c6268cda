/** Express takes a path in any case for the same: so do the guards that look at it. */
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'

describeWithDatabase('a path in another case', (database) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost({ database: database(), limits: false })
  })
  afterAll(() => host.close())

  test.each(['/files/x.txt', '/FILES/x.txt'])('is refused when the file is missing: %s', async (path) => {
    const rawBody = JSON.stringify({ _ApplicationId: host.appId })
    const answer = await fetch(host.apiUrl + path, {
      method: 'POST',
      body: rawBody,
      headers: { 'Content-Type': 'text/plain' },
    })
    expect([answer.status, await answer.json()]).toEqual([400, { code: 130, error: 'The file is missing.' }])
  })

  test.each(['/users/me', '/USERS/Me/'])(
    'tells of a session that never was as documented: %s',
    async (path) => {
      const { body } = await rest(host, 'GET', path, { sessionToken: `r:${'0'.repeat(32)}` })
      expect(body).toEqual({ code: 209, error: 'invalid session token' })
    },
  )
})
