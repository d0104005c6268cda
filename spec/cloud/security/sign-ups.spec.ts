/** Sign-ups that open no session are told of as those that do. */
import type { SecurityEvent } from '../../../index'
import { backendless, register, somebody } from '../../auth/backendless/backendless'
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import { type Host, startHost } from '../../support/host'
import { type Mailbox, startMailbox } from '../../support/mailbox'
import { rest } from '../../support/rest'

const password = 'correct-horse'

interface Cloud {
  Cloud: { define(name: string, action: () => Promise<string>): void }
  User: new (fields: object) => { id: string; signUp(): Promise<unknown> }
}

const cloud = (Parse: Cloud) =>
  Parse.Cloud.define('makeUser', async () => {
    const user = new Parse.User({ username: 'made', password, email: 'made@example.com' })
    await user.signUp()
    return user.id
  })

describeWithDatabase('a sign-up that opens no session', (database) => {
  let mailbox: Mailbox
  let host: Host
  let events: SecurityEvent[] = []
  let logIns: unknown[] = []
  beforeAll(async () => {
    mailbox = await startMailbox()
    host = await startHost({
      database: database(),
      audit: { lastLogin: true },
      backendless,
      email: { transport: mailbox.url, from: 'app@example.com' },
      parseServer: { verifyUserEmails: true, preventLoginWithUnverifiedEmail: true, cloud },
      configure: (accounts) => {
        accounts.on('security', (event) => void events.push(event))
        accounts.on('login', (event) => void logIns.push(event))
      },
    })
  })
  afterAll(async () => {
    await host.close()
    await mailbox.close()
  })
  beforeEach(() => {
    events = []
    logIns = []
  })

  const fieldsOf = (username: string) => ({ username, password, email: `${username}@example.com` })
  const query = (path: string, where: object) =>
    rest(host, 'GET', path, { master: true, query: { where } }).then(
      ({ body }) => body.results as Record<string, unknown>[],
    )

  async function expectTold(where: object, by?: string) {
    const [user] = await query('/users', where)
    const userId = user!.objectId as string
    const told = { userId, provider: 'password', ...(by && { by }) }
    expect(events).toEqual([expect.objectContaining({ type: 'signUp', ...told })])
    expect(events[0]).not.toHaveProperty('installationId')
    expect(await query('/classes/AccountsAudit', { userId })).toMatchObject([{ event: 'signUp', ...told }])
    expect(logIns).toEqual([])
    expect(await host.accounts.sessions.list(userId)).toEqual([])
    expect(user).not.toHaveProperty('lastLoginAt')
  }

  test('is told of once, where addresses are verified first', async () => {
    const { status, body } = await rest(host, 'POST', '/users', { body: fieldsOf('ann') })
    expect([status, body]).toEqual([201, expect.not.objectContaining({ sessionToken: expect.anything() })])
    await expectTold({ username: 'ann' })
  })

  test('is told of by GraphQL', async () => {
    const mutation =
      'mutation ($fields: CreateUserFieldsInput) { signUp(input: { fields: $fields }) { viewer { user { id } } } }'
    await graphql(host, mutation, { variables: { fields: fieldsOf('bob') } })
    await expectTold({ username: 'bob' })
  })

  test('is told of with the master key, by whom it was', async () => {
    expect((await rest(host, 'POST', '/users', { master: true, body: fieldsOf('eve') })).status).toBe(201)
    await expectTold({ username: 'eve' }, 'master')
  })

  test('is told of in Cloud Code', async () => {
    const { body } = await rest(host, 'POST', '/functions/makeUser', { body: {} })
    await expectTold({ objectId: body.result as string })
  })

  test('is told of by the routes of Backendless', async () => {
    const { email } = somebody()
    expect((await register(host, { email, password })).status).toBe(200)
    await expectTold({ email })
  })

  test('is not told of where it fails', async () => {
    expect((await rest(host, 'POST', '/users', { body: { username: 'zoe' } })).status).toBe(400)
    expect((await rest(host, 'POST', '/users', { body: fieldsOf('ann') })).status).toBe(400)
    expect(events).toEqual([])
  })
})
