/** Mails arrive, are tried again, or are given up; what is stored of them tells nothing. */
import { eventually, link, messageIdOf, usePostOffices } from './post-office'
import { describeWithStore, isLocked } from './stores'

describeWithStore('delivering from the outbox', (uri) => {
  const { open, mailbox } = usePostOffices(uri)
  const ann = 'ann@example.com'
  const bob = 'bob@example.com'

  test('a mail arrives at once, and nothing of it stays behind', async () => {
    const { add, outbox, rest, opened } = await open({ policy: { pollSeconds: 3600 } })
    await add({ to: ann, subject: 'first' })
    const mail = await mailbox().next({ to: ann })
    expect(mail.text).toContain(link)
    await rest()
    expect(await opened.rows()).toEqual([])
    expect(outbox.counts()).toEqual({ queued: 1, delivered: 1, failed: 0, retried: 0 })
  })

  test('a mail that is refused for now is tried again, with the same Message-ID', async () => {
    const { add, rest, outbox } = await open()
    mailbox().fail(451)
    await add({ to: ann, subject: 'first' })
    const refused = [await mailbox().nextFailure(), await mailbox().nextFailure()]
    mailbox().recover()
    const messageId = messageIdOf(await mailbox().next())
    expect(messageId).toMatch(/^<[0-9a-f-]{36}@example\.com>$/)
    expect(refused.map(messageIdOf)).toEqual([messageId, messageId])
    await rest()
    expect(outbox.counts()).toMatchObject({ delivered: 1, failed: 0 })
    expect(outbox.counts().retried).toBeGreaterThanOrEqual(2)
  })

  test('a mail that is refused for good is given up at once, and kept with a reason in codes', async () => {
    const { add, nextGivenUp, outbox, tried, rest } = await open()
    mailbox().fail(550)
    await add({ to: ann, subject: 'first' })
    const entry = await nextGivenUp()
    expect(entry).toMatchObject({ kind: 'passwordReset', to: ann, state: 'failed', attempts: 1 })
    expect(entry.reason).toBe('The server answered 550 to DATA.')
    expect(await outbox.list()).toEqual([entry])
    await rest()
    expect(tried).toEqual(['first'])
    expect(outbox.counts()).toMatchObject({ failed: 1, retried: 0 })
  })

  test('a mail without a recipient is given up at once', async () => {
    const { add, nextGivenUp } = await open()
    await add({ to: '', subject: 'first' })
    expect(await nextGivenUp()).toMatchObject({ attempts: 1, reason: 'Sending failed: EENVELOPE.' })
  })

  test('a mail is given up when it was tried often enough and is old enough', async () => {
    const { add, nextGivenUp, tried } = await open({ policy: { leastTries: 3, giveUpSeconds: 0 } })
    mailbox().fail(451)
    await add({ to: ann, subject: 'first' })
    expect(await nextGivenUp()).toMatchObject({ attempts: 3, nextTryAt: undefined })
    expect(tried).toEqual(['first', 'first', 'first'])
  })

  test('a mail is not given up before it is old enough, however often it was tried', async () => {
    const { add, outbox } = await open({ policy: { leastTries: 1 } })
    mailbox().fail(451)
    await add({ to: ann, subject: 'first' })
    for (let tries = 1; tries <= 3; tries++) await mailbox().nextFailure()
    expect(await outbox.list()).toMatchObject([{ state: 'queued' }])
  })

  test('a mail that was given up is forgotten after its time', async () => {
    const { add, nextGivenUp, opened, tried, outbox } = await open({ policy: { keepSeconds: 0.5 } })
    mailbox().fail(550)
    await add({ to: ann, subject: 'first' })
    await nextGivenUp()
    expect(await outbox.list()).toHaveLength(1)
    await eventually(opened.rows, (rows) => rows.length === 0)
    expect(tried).toEqual(['first'])
  })

  test('what is stored has no link and no address but the recipient’s', async () => {
    const { add, opened, nextGivenUp } = await open()
    mailbox().fail(550)
    await add({ to: ann, subject: 'Hello', replaces: 'reset-of-u5er1d' })
    await nextGivenUp()
    const rows = await opened.rows()
    const stored = JSON.stringify(rows)
    expect(rows).toHaveLength(1)
    for (const secret of ['r4nd0mt0k3n', 'Hello', 'u5er1d', 'example.com/reset']) {
      expect(stored).not.toContain(secret)
      expect(stored).not.toContain(Buffer.from(secret).toString('base64').slice(0, -4))
    }
    expect(stored.match(/\S+@\S+?\.com/g)).toHaveLength(1)
  })

  test('a mail that was stored with another secret is given up, with a reason', async () => {
    const before = await open({ isStarted: false, secret: 'the old secret' })
    await before.add({ to: ann, subject: 'first' })
    await before.close()
    const { nextGivenUp, tried } = await open({ secret: 'the new secret' })
    expect((await nextGivenUp()).reason).toMatch(/decrypted.*secret/)
    expect(tried).toEqual([])
  })

  test('a delivery without an answer is tried again', async () => {
    const { add, outbox } = await open({ policy: { deliverySeconds: 0.3 } })
    mailbox().fail('hang')
    await add({ to: ann, subject: 'first' })
    await mailbox().nextFailure()
    await mailbox().nextFailure()
    expect((await outbox.list())[0]).toMatchObject({ reason: 'Sending failed: ETIMEDOUT.' })
  })

  test('a slow delivery keeps its mail for longer than a lock holds, and so do those that wait for it', async () => {
    const policy = { lockSeconds: 0.6, concurrency: 1 }
    const { add, tried, opened } = await open({ policy: { ...policy, claims: 2 } })
    mailbox().fail('hang')
    await add({ to: ann, subject: 'slow' })
    await mailbox().nextFailure()
    await add({ to: bob, subject: 'waits' })
    await eventually(opened.rows, (rows) => rows.every(isLocked))
    mailbox().fail(451)
    const other = await open({ policy })
    await other.add({ to: 'carl@example.com', subject: 'measures time' })
    for (let tries = 1; tries <= 8; tries++) await mailbox().nextFailure()
    expect(tried).toEqual(['slow'])
    mailbox().recover()
    await mailbox().next({ to: ann })
    await mailbox().next({ to: bob })
    await other.rest()
    expect([...tried, ...other.tried.filter((subject) => subject !== 'measures time')]).toEqual([
      'slow',
      'waits',
    ])
  })
})
