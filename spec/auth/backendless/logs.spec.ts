/** What Parse Server logs of Backendless' routes, with `verbose`: neither key nor password nor token. */
import { inspect } from 'node:util'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import type { Parse } from '../../support/sdk'
import { backendless, find, isValid, logIn, logOut, registered, userTokenOf } from './backendless'

describeWithDatabase('the log', (database) => {
  let host: Host
  const lines: string[] = []
  beforeAll(async () => {
    const loggerAdapter = { log: (...args: unknown[]) => void lines.push(inspect(args, { depth: 20 })) }
    const cloud = (Server: typeof Parse) =>
      Server.Cloud.beforeLogin(({ object: user }) => {
        if (user.get('isFaulty')) throw new Server.Error(1, 'of the database')
      })
    const logLevels = { triggerBeforeSuccess: 'info', triggerAfter: 'info', triggerBeforeError: 'info' }
    const parseServer = { cloud, logLevels, loggerAdapter, verbose: true }
    host = await startHost({ database: database(), backendless, parseServer })
  })
  afterAll(() => host.close())

  test('names a fault of the server, and holds no secret', async () => {
    lines.length = 0
    const person = await registered(host)
    const token = await userTokenOf(host, person)
    await logIn(host, { ...person, password: 'wrong-password' })
    await find(host, `email='${person.email}'`)
    await isValid(host, token)
    await logOut(host, token)
    await logIn(host, await registered(host, { isFaulty: true, password: person.password }))
    await logIn(host, await registered(host, { isFaulty: true }))
    const log = lines.join('\n')
    expect(log).toContain('A request of a Backendless client failed.')
    for (const secret of [backendless.apiKey, person.password, 'wrong-password', token])
      expect(log).not.toContain(secret)
  })
})
