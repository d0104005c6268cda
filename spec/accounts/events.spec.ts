/** Listeners of the host that fail: whoever logs in gets their answer, and the process goes on. */
import { once } from 'node:events'
import { type Accounts, createAccounts, type HostApp } from '../../index'
import { type ChildHost, startChildHost } from '../support/child-host'
import { describeWithDatabase } from '../support/database'
import { graphql } from '../support/graphql'
import { appId, masterKey, startHost } from '../support/host'
import { rest } from '../support/rest'

const user = { username: 'ann', password: 'correct-horse', email: 'ann@example.com' }
const logIn =
  'mutation { logIn(input: { username: "ann", password: "correct-horse" }) { viewer { sessionToken } } }'
const anonymous = { authData: { anonymous: { id: 'd0f5bd3c-0c52-4b8b-9a5e-3c1a2b4d5e61' } } }

describeWithDatabase('listeners', (database) => {
  describe.each(['throw', 'reject'])('that %s', (LISTENERS) => {
    let host: ChildHost
    let before: number
    beforeAll(async () => {
      host = await startChildHost('failing-listeners.ts', database(), { LISTENERS })
      await rest(host, 'POST', '/users', { body: user })
    })
    beforeEach(() => {
      before = host.output().length
    })
    afterAll(() => host.stop())

    const said = async (text: string) => {
      while (!host.output().slice(before).includes(text)) await once(host.process.stdout!, 'data')
    }
    const isLogged = (event: string) => said(`A listener of the event "${event}" failed: no audit for ****`)

    test.each([
      ['a password (REST)', () => rest(host, 'POST', '/login', { body: user })],
      ['a password (GraphQL)', () => graphql(host, logIn)],
      ['an auth provider, for the first time', () => rest(host, 'POST', '/users', { body: anonymous })],
      ['an auth provider', () => rest(host, 'POST', '/users', { body: anonymous })],
    ])('do not disturb a log-in by %s', async (_, request) => {
      const { status, body } = await request()
      expect(status).toBeLessThan(300)
      expect(JSON.stringify(body)).toMatch(/"sessionToken":"r:/)
      await said('told of login, again')
      await isLogged('login')
      expect(host.output()).not.toContain('0123456789abcdef')
      expect(host.isAlive()).toBe(true)
    })

    test('do not disturb a reset whose mail fails', async () => {
      const { email } = user
      const answer = await rest(host, 'POST', '/requestPasswordReset', { body: { email } })
      expect(answer).toMatchObject({ status: 200, body: {} })
      await said('told of emailFailed')
      await isLogged('emailFailed')
      expect((await rest(host, 'GET', '/health')).status).toBe(200)
      expect(host.isAlive()).toBe(true)
    })
  })
})

test('a listener may be asynchronous', () => {
  const publicServerURL = 'http://localhost:1337/parse'
  const accounts: Accounts = createAccounts({ parseServer: { appId, masterKey, publicServerURL } })
  const write = (_userId: string) => Promise.resolve()
  expect(accounts.on('login', async ({ userId }) => write(userId))).toBe(accounts)
})

describeWithDatabase('a mount that has failed and is tried again', (database) => {
  test('tells of each event once', async () => {
    const broken: HostApp = {
      use: () => {
        throw new Error('not yet')
      },
    }
    const told: string[] = []
    const host = await startHost({
      database: database(),
      configure: (accounts) => {
        const mount = accounts.mount.bind(accounts)
        accounts.mount = async (app) => {
          await expect(mount(broken)).rejects.toMatchObject({ code: 'ERR_START' })
          await mount(app)
        }
        accounts.on('security', ({ type }) => void told.push(type))
      },
    })
    const { objectId } = (await rest(host, 'POST', '/users', { body: user })).body
    await rest(host, 'POST', '/login', { body: user })
    const log = await host.accounts.users.history(String(objectId))
    expect(log.map(({ type }) => type).sort()).toEqual(['login', 'signUp'])
    expect(told).toEqual(['signUp', 'login'])
    await host.close()
  })
})
