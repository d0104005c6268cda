/** A notice that fails is a matter of operators; an answer is the same with it and without. */
import { randomUUID } from 'node:crypto'
import type { Accounts } from '../../../index'
import type { EmailMessage } from '../../../src/api/email'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { startMailbox } from '../../support/mailbox'
import { describeNotices, password, type TestUser } from '../../support/notices'
import { rest } from '../../support/rest'
import { configOf } from '../../support/rule-users'

const lockout = { duration: 5, threshold: 1, unlockOnPasswordReset: true }
const newPassword = 'another horse'

describeWithDatabase('notices by another adapter', (database) => {
  let host: Host
  let sent: EmailMessage[]
  let failed: { kind: string; reason: string }[]
  let lines: string[]
  let fault: Error | undefined
  let user: TestUser

  const sendMail = (message: EmailMessage) => {
    if (fault) throw fault
    sent.push(message)
    return Promise.resolve()
  }
  const loggerAdapter = {
    log: (...args: unknown[]) => void lines.push(JSON.stringify(args)),
  }
  beforeEach(async () => {
    ;[sent, failed, lines, fault] = [[], [], [], undefined]
    host = await startHost({
      database: database(),
      outbox: false,
      parseServer: { emailAdapter: { sendMail }, accountLockout: lockout, loggerAdapter },
      configure: (accounts: Accounts) => void accounts.on('emailFailed', (failure) => failed.push(failure)),
    })
    const username = `ann${randomUUID().slice(0, 8)}`
    const body = { username, password, email: `${username}@example.com` }
    const answer = await rest(host, 'POST', '/users', { body })
    user = { ...body, ...(answer.body as Pick<TestUser, 'objectId' | 'sessionToken'>) }
  })
  afterEach(() => host.close())

  const change = () => {
    const { objectId, sessionToken } = user
    return rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body: { password: newPassword } })
  }
  const failToLogIn = () =>
    rest(host, 'POST', '/login', { body: { username: user.username, password: 'wrong' } })

  test('are handed over as text and HTML', async () => {
    expect((await change()).status).toBe(200)
    await host.accounts.close()
    expect(sent).toEqual([
      {
        to: user.email,
        subject: 'Your Spec App password was changed',
        text: expect.stringContaining('127.0.0.1'),
        html: expect.stringContaining('<html'),
      },
    ])
  })

  test('fail without failing the request, and tell operators neither address nor link', async () => {
    fault = new Error(`${user.email} was refused: https://example.com/request_password_reset?token=x`)
    expect((await change()).status).toBe(200)
    expect((await failToLogIn()).body).toMatchObject({ code: 101, error: 'Invalid username/password.' })
    await host.accounts.close()
    const reason = 'Sending failed, without a code.'
    expect(failed).toEqual([
      { kind: 'passwordChanged', reason },
      { kind: 'accountLocked', reason },
    ])
    expect(lines.join('\n')).toContain('A passwordChanged e-mail was not sent')
    expect(lines.join('\n')).not.toMatch(/was refused|token=/)
  })

  test('have links that are in no log', async () => {
    await failToLogIn()
    await host.accounts.close()
    const [link] = /https?:\/\/\S+/.exec(String(sent[0]?.text)) ?? []
    const token = new URL(String(link)).searchParams.get('token')
    expect(token).toHaveLength(25)
    expect(lines.join('\n')).not.toContain(token)
  })
})

describeNotices('notices while the mail server is away', { outbox: true }, (given) => {
  test('are kept before the request is answered, and sent when it is back', async () => {
    const { host, mailbox, newUser, update, mailTo } = given()
    const user = await newUser()
    mailbox.fail('hang')
    expect((await update(user, { password: newPassword })).status).toBe(200)
    const [mail] = await host.accounts.outbox.list()
    expect(mail).toMatchObject({ kind: 'passwordChanged', to: user.email })
    mailbox.recover()
    expect((await mailTo(user)).subject).toMatch(/password was changed/)
  })
})

describeWithDatabase('the outbox', (database) => {
  test('drops an older notice of a lock for a newer one, and no other notice', async () => {
    const mailbox = await startMailbox()
    mailbox.fail(451)
    const host = await startHost({
      database: database(),
      email: { transport: mailbox.url, from: 'app@example.com' },
      parseServer: { accountLockout: lockout },
    })
    const body = { username: 'bob', password, email: 'bob@example.com' }
    const { objectId } = (await rest(host, 'POST', '/users', { body })).body as { objectId: string }
    const operate = (fields: object) =>
      rest(host, 'PUT', `/users/${objectId}`, { master: true, body: fields })
    for (const next of ['first password', 'second password']) await operate({ password: next })
    const past = { __type: 'Date', iso: new Date(0).toISOString() }
    for (const lock of [1, 2]) {
      await rest(host, 'POST', '/login', { body: { username: body.username, password: 'wrong', lock } })
      await configOf(host).database.update('_User', { objectId }, { _account_lockout_expires_at: past })
    }
    await mailbox.nextFailure()
    await host.close()
    const again = await startHost({
      database: database(),
      email: { transport: mailbox.url, from: 'app@example.com' },
      parseServer: { accountLockout: lockout },
    })
    const kinds = (await again.accounts.outbox.list()).map(({ kind }) => kind)
    expect(kinds.sort()).toEqual(['accountLocked', 'passwordChanged', 'passwordChanged'])
    await again.close()
    await mailbox.close()
  })
})

describeNotices('notices of what a transaction has changed', {}, (given) => {
  const inTransaction = (requests: object[]) =>
    rest(given().host, 'POST', '/batch', { master: true, body: { transaction: true, requests } })

  test('come when it is committed, and not when it is not', async () => {
    // There, transactions take a replica set.
    if (given().engine === 'mongodb') return
    const user = await given().newUser()
    const change = (fields: object) => ({
      method: 'PUT',
      path: `/parse/users/${user.objectId}`,
      body: fields,
    })
    const fail = { method: 'PUT', path: '/parse/users/nobody', body: { name: 'x' } }
    await inTransaction([change({ password: newPassword }), fail])
    expect((await given().logIn(user)).status).toBe(200)
    const { status } = await inTransaction([change({ email: `new-${user.email}` })])
    expect(status).toBe(200)
    expect((await given().mailTo(user)).subject).toMatch(/address/)
  })
})
