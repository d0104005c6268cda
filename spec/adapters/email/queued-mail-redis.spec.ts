/** A host whose mails are kept in Redis. */
import { inspect } from 'node:util'
import { freePort } from '../../../src/testing/postgres/free-port'
import { describeWithDatabase } from '../../support/database'
import { type HostOptions, startHost } from '../../support/host'
import { type Mailbox, startMailbox } from '../../support/mailbox'
import { connectRedis, describeWithRedis, startRedis, testWithRedisServer } from '../../support/redis'
import { rest } from '../../support/rest'

const thrownBy = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )

describeWithRedis('mails that are kept in Redis', (redisUrl) => {
  describeWithDatabase('by a host', (database) => {
    let mailbox: Mailbox
    beforeAll(async () => void (mailbox = await startMailbox()))
    afterAll(() => mailbox.close())

    const start = (outbox: HostOptions['outbox'], appId?: string) =>
      startHost({
        database: database(),
        parseServer: { verifyUserEmails: true, ...(appId && { appId }) },
        email: { transport: mailbox.url, from: 'Spec <no-reply@example.com>' },
        outbox,
      })
    const withPassword = (url: string) => Object.assign(new URL(url), { password: 'correct-horse' }).href

    test('the mail of a sign-up waits there, is sent by the next server, and then forgotten', async () => {
      const first = await start({ redisUrl: redisUrl() })
      mailbox.fail(451)
      const body = { username: 'ann', password: 'correct-horse', email: 'ann@example.com' }
      expect((await rest(first, 'POST', '/users', { body })).status).toBe(201)
      await mailbox.nextFailure()
      expect(await first.accounts.outbox.list()).toMatchObject([{ to: 'ann@example.com', state: 'queued' }])
      await first.close()

      mailbox.recover()
      const second = await start({ redisUrl: redisUrl() })
      const mail = await mailbox.next({ to: 'ann@example.com', timeoutMs: 20_000 })
      expect(mail.text).toContain('/verify_email?token=')
      await second.close()
      const redis = connectRedis(redisUrl())
      expect(await redis.keys('accounts_outbox:spec-app:job:*')).toEqual([])
      redis.disconnect()
    })

    test('those of an app are left alone by another app that has its own there', async () => {
      const outbox = { redisUrl: redisUrl() }
      const ours = await start(outbox)
      mailbox.fail(451)
      const body = { username: 'eve', password: 'correct-horse', email: 'eve@example.com' }
      expect((await rest(ours, 'POST', '/users', { body })).status).toBe(201)
      await mailbox.nextFailure()
      await ours.close()

      mailbox.recover()
      const other = await start(outbox, 'other-app')
      expect(await other.accounts.outbox.list()).toEqual([])
      await other.close()
      const again = await start(outbox)
      expect((await mailbox.next({ to: 'eve@example.com', timeoutMs: 20_000 })).links).toHaveLength(1)
      await again.close()
    })

    test('a Redis that is not there stops the start, and the password stays out of the error', async () => {
      const url = withPassword(`redis://127.0.0.1:${await freePort()}`)
      const thrown = await thrownBy(start({ redisUrl: url }))
      expect(thrown).toMatchObject({ code: 'ERR_START' })
      expect(String(thrown)).toMatch(/outbox.*Redis at 127\.0\.0\.1:\d+: .*ECONNREFUSED/)
      expect(inspect(thrown, { depth: Infinity })).not.toContain('s3cr3t')
    })

    testWithRedisServer(
      'a Redis that refuses the password stops the start, and tells of no password',
      async () => {
        const server = await startRedis(await freePort(), ['--requirepass', 'another'])
        const thrown = await thrownBy(start({ redisUrl: withPassword(server.url) }))
        await server.stop()
        expect(thrown).toMatchObject({ code: 'ERR_START' })
        expect(String(thrown)).toMatch(/Redis at .*WRONGPASS/)
        expect(inspect(thrown, { depth: Infinity })).not.toContain('s3cr3t')
      },
    )
  })
})
