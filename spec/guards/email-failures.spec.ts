/** E-mail adapters that fail: the client gets its answer, and the process goes on. */
import { once } from 'node:events'
import { type ChildHost, startChildHost } from '../support/child-host'
import { describeWithDatabase } from '../support/database'
import { rest } from '../support/rest'

const failures = [
  ['throws', 'the adapter threw'],
  ['throws-undefined', 'unknown reason'],
  ['rejects', 'the adapter rejected'],
  ['hangs', undefined],
] as const

const reset = (host: ChildHost, email: string) =>
  rest(host, 'POST', '/requestPasswordReset', { body: { email } })

describeWithDatabase('an e-mail adapter', (database) => {
  describe.each([
    ['with methods of its own', {}],
    ['with sendMail only', { ONLY_SEND_MAIL: '1' }],
    ['behind an outbox, which keeps the mails', { OUTBOX: '1' }],
  ])('%s', (_, env: Record<string, string>) => {
    let host: ChildHost

    beforeAll(async () => {
      host = await startChildHost('failing-email.ts', database(), env)
    })
    afterAll(() => host.stop())

    test.each(failures)('that %s harms neither sign-up nor reset', async (failure, reason) => {
      const email = `${failure}@example.com`
      const user = { username: `${failure}-${_}`, password: 'correct-horse', email }
      const before = host.output().length

      const created = await rest(host, 'POST', '/users', { body: user })
      const known = await reset(host, email)
      const unknown = await reset(host, 'nobody@example.com')

      expect(created.status).toBe(201)
      expect([known.status, known.body]).toEqual([200, {}])
      expect([unknown.status, unknown.body]).toEqual([200, {}])
      const said = () => host.output().slice(before)
      for (const kind of reason && !env.OUTBOX ? ['verification', 'passwordReset'] : [])
        while (!said().includes(`emailFailed ${kind}: ${reason}`)) await once(host.process.stdout!, 'data')
      expect((await rest(host, 'DELETE', `/users/${created.body.objectId}`, { master: true })).status).toBe(
        200,
      )
      expect(host.isAlive()).toBe(true)
      expect(host.output()).not.toContain('token=')
    })
  })
})
