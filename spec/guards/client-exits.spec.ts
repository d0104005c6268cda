/** Requests with which a client could end the process of a plain parse-server. */
import { once } from 'node:events'
import { type ChildHost, startChildHost } from '../support/child-host'
import { describeWithDatabase } from '../support/database'
import { rest } from '../support/rest'

describeWithDatabase('the process lives through', (database) => {
  let host: ChildHost

  beforeAll(async () => {
    host = await startChildHost('client-exits.ts', database())
  })
  afterAll(() => host.stop())

  test('a sign-up with an upper-case e-mail under convertEmailToLowercase, which gets its mail', async () => {
    const body = { username: 'ann', password: 'correct-horse', email: 'ANN@Example.com' }
    expect((await rest(host, 'POST', '/users', { body })).status).toBe(201)
    while (!host.output().includes('mail to')) await once(host.process.stdout!, 'data')
    expect(host.output()).toContain('mail to ann@example.com')
    expect(host.isAlive()).toBe(true)
  })

  test('an authData log-in with an e-mail that is not saved', async () => {
    const acme = { id: 'acme-1', token: 'good' }
    const first = await rest(host, 'POST', '/users', { body: { authData: { acme } } })
    const second = await rest(host, 'POST', '/users', {
      body: { authData: { acme }, email: 'new@example.com' },
    })
    expect([first.status, second.status]).toEqual([201, 200])
    // A later answer proves that nothing was left that would have ended the process.
    expect((await rest(host, 'GET', '/users/me', { sessionToken: second.body.sessionToken })).status).toBe(
      200,
    )
    expect(host.isAlive()).toBe(true)
  })
})
