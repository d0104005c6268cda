/** What operators do with an outbox: look, try again, discard, and stop it. */
import { messageIdOf, usePostOffices } from './post-office'
import { describeWithStore } from './stores'

describeWithStore('operating the outbox', (uri) => {
  const { open, mailbox } = usePostOffices(uri)
  const ann = 'ann@example.com'
  const bob = 'bob@example.com'

  test('lists what is queued and what was given up, oldest first, without contents', async () => {
    const { add, outbox, nextGivenUp } = await open({ policy: { firstRetrySeconds: 50 } })
    const before = Date.now()
    mailbox().fail(550)
    await add({ to: ann, subject: 'first' })
    const failed = await nextGivenUp()
    mailbox().fail(451)
    await add({ to: bob, subject: 'second' })
    await mailbox().nextFailure()
    const queued = { kind: 'passwordReset', to: bob, state: 'queued', nextTryAt: expect.any(Date) }
    expect(await outbox.list()).toMatchObject([failed, queued])
    expect(await outbox.list({ state: 'failed' })).toEqual([failed])
    expect(await outbox.list({ state: 'queued' })).toMatchObject([queued])
    expect(await outbox.list({ limit: 1 })).toEqual([failed])
    expect(failed.queuedAt.getTime()).toBeGreaterThanOrEqual(before)
    expect(Object.keys(failed).sort()).toEqual(
      ['attempts', 'id', 'kind', 'nextTryAt', 'queuedAt', 'reason', 'state', 'to'].sort(),
    )
  })

  test('retries a mail that was given up, at once', async () => {
    const { add, outbox, nextGivenUp } = await open()
    mailbox().fail(550)
    await add({ to: ann, subject: 'first' })
    const { id } = await nextGivenUp()
    mailbox().recover()
    expect(await outbox.retry(id)).toBe(true)
    expect(messageIdOf(await mailbox().next())).toBe(`<${id}@example.com>`)
  })

  test('a retry is for a mail that waits, too', async () => {
    const { add, outbox } = await open({ policy: { firstRetrySeconds: 3000, longestRetrySeconds: 3000 } })
    mailbox().fail()
    await add({ to: ann, subject: 'first' })
    const refused = await mailbox().nextFailure()
    mailbox().recover()
    const waits = async () => (await outbox.list()).find(({ attempts }) => attempts === 1)
    let entry = await waits()
    while (!entry) entry = await waits()
    expect(await outbox.retry(entry.id)).toBe(true)
    expect(messageIdOf(await mailbox().next())).toBe(messageIdOf(refused))
  })

  test('a retry of a mail under way sends it once', async () => {
    const { add, outbox, opened } = await open()
    mailbox().fail('hang')
    await add({ to: ann, subject: 'first' })
    await mailbox().nextFailure()
    const [entry] = await outbox.list()
    expect(await outbox.retry(entry!.id)).toBe(true)
    mailbox().recover()
    await mailbox().next()
    while ((await opened.rows()).length > 0);
    expect(mailbox().messages.filter(({ subject }) => subject === 'first')).toHaveLength(1)
  })

  test('retries no mail that it does not know', async () => {
    const { outbox } = await open({ isStarted: false })
    for (const id of ['', 'x', '00000000-0000-0000-0000-000000000000', "' OR 1=1"])
      expect(await outbox.retry(id)).toBe(false)
  })

  test('discards a mail once', async () => {
    const { add, outbox, opened } = await open({ isStarted: false })
    await add({ to: ann, subject: 'first' })
    const [entry] = await outbox.list()
    expect(await outbox.discard(entry!.id)).toBe(true)
    expect(await outbox.discard(entry!.id)).toBe(false)
    expect(await outbox.discard("' OR 1=1")).toBe(false)
    expect(await opened.rows()).toEqual([])
  })

  test('stops in time while a server hangs, and the mail stays queued for the next start', async () => {
    const first = await open()
    mailbox().fail('hang')
    await first.add({ to: ann, subject: 'first' })
    const hanging = await mailbox().nextFailure()
    await first.outbox.stop(300)
    const { outbox } = await open({ isStarted: false })
    expect(await outbox.list()).toMatchObject([{ state: 'queued', attempts: 0 }])
    mailbox().recover()
    await mailbox().next()

    // Its lock was given back: nobody has to wait until it runs out.
    await open({ policy: { lockSeconds: 3600 } })
    expect(messageIdOf(await mailbox().next())).toBe(messageIdOf(hanging))
  })

  test('waits for a mail in flight when it stops', async () => {
    const { add, outbox, opened } = await open()
    mailbox().fail('hang')
    await add({ to: ann, subject: 'first' })
    await mailbox().nextFailure()
    const stopped = outbox.stop(10_000)
    mailbox().recover()
    await stopped
    expect(outbox.counts()).toMatchObject({ delivered: 1 })
    expect(await opened.rows()).toEqual([])
  })

  test('takes mail before its start, and sends it then', async () => {
    const before = await open({ isStarted: false })
    await before.add({ to: ann, subject: 'before' })
    await before.outbox.start()
    await mailbox().next()
    await before.outbox.stop(5000)
    expect(before.tried).toEqual(['before'])
  })

  test('opens its store on several nodes at the same time', async () => {
    const nodes = await Promise.all(Array.from({ length: 6 }, () => open()))
    await nodes[0]!.add({ to: ann, subject: 'first' })
    expect((await mailbox().next()).subject).toBe('first')
  })
})
