/** Mails to one recipient keep their order, and the newest takes the place of those it replaces. */
import { eventually, type PostOffice, usePostOffices } from './post-office'
import { describeWithStore, isLocked } from './stores'

describeWithStore('the order of mails in the outbox', (uri) => {
  const { open, mailbox } = usePostOffices(uri)
  const ann = 'ann@example.com'
  const bob = 'bob@example.com'
  /** Nothing is tried again while a spec looks at it. */
  const patient = { firstRetrySeconds: 3000, longestRetrySeconds: 3000 }
  const waits = ({ outbox }: PostOffice, count: number) =>
    eventually(
      () => outbox.list(),
      (entries) =>
        entries.filter(({ nextTryAt }) => nextTryAt && nextTryAt.getTime() > Date.now() + 1_000_000)
          .length === count,
    )

  test('a later mail waits for an earlier one to the same recipient, and others do not', async () => {
    const { add, tried } = await open()
    mailbox().fail(451)
    await add({ to: ann, subject: 'first' })
    await mailbox().nextFailure()
    await add({ to: ann, subject: 'second' })
    await add({ to: bob, subject: 'other' })
    while (!tried.includes('other')) await mailbox().nextFailure()
    for (let more = 1; more <= 3; more++) await mailbox().nextFailure()
    expect(tried).not.toContain('second')
    mailbox().recover()
    const subjects = [await mailbox().next({ to: ann }), await mailbox().next({ to: ann })].map(
      (m) => m.subject,
    )
    expect(subjects).toEqual(['first', 'second'])
  })

  test('mails that are queued at once arrive one after the other', async () => {
    const { add } = await open()
    const subjects = Array.from({ length: 8 }, (_, index) => `mail ${index}`)
    for (const subject of subjects) await add({ to: ann, subject })
    const arrived: unknown[] = []
    while (arrived.length < subjects.length) arrived.push((await mailbox().next()).subject)
    expect(arrived).toEqual(subjects)
  })

  test('mails go at once after the clock was ahead for a moment, and keep their order', async () => {
    const { add, outbox } = await open({ isStarted: false })
    const ahead = Date.now() + 3_600_000
    const now = jest.spyOn(Date, 'now').mockReturnValue(ahead)
    await add({ to: ann, subject: 'while it is ahead' }).finally(() => now.mockRestore())
    await add({ to: bob, subject: 'later' })
    const [first, later] = await outbox.list()
    expect([first!.to, later!.to]).toEqual([ann, bob])
    expect(later!.nextTryAt!.getTime()).toBeLessThanOrEqual(Date.now())
  })

  test('a mail that was given up blocks no other', async () => {
    const { add, nextGivenUp } = await open()
    mailbox().fail(550)
    await add({ to: ann, subject: 'first' })
    await nextGivenUp()
    mailbox().recover()
    await add({ to: ann, subject: 'second' })
    expect((await mailbox().next()).subject).toBe('second')
  })

  test('a mail goes at once when the one it waits for is discarded', async () => {
    const opened = await open({ policy: patient })
    mailbox().fail(451)
    await opened.add({ to: ann, subject: 'first' })
    await mailbox().nextFailure()
    await opened.add({ to: ann, subject: 'second' })
    const [first] = await waits(opened, 2)
    mailbox().recover()
    expect(await opened.outbox.discard(first!.id)).toBe(true)
    expect((await mailbox().next()).subject).toBe('second')
  })

  test('a newer mail replaces the queued one, and those behind it go on', async () => {
    const opened = await open({ policy: patient })
    mailbox().fail(451)
    await opened.add({ to: ann, subject: 'old link', replaces: 'reset' })
    await mailbox().nextFailure()
    await opened.add({ to: ann, subject: 'other' })
    await waits(opened, 2)
    mailbox().recover()
    await opened.add({ to: ann, subject: 'new link', replaces: 'reset' })
    const subjects = [await mailbox().next(), await mailbox().next()].map((mail) => mail.subject)
    expect(subjects).toEqual(['other', 'new link'])
    await opened.rest()
    expect(await opened.opened.rows()).toEqual([])
    expect(mailbox().messages).toHaveLength(2)
  })

  test('what was replaced or discarded while it waited until others are sent is not sent', async () => {
    const { add, tried, outbox, opened } = await open({
      policy: { ...patient, concurrency: 1, claims: 3, staleSeconds: 0 },
    })
    mailbox().fail('hang')
    await add({ to: 'carl@example.com', subject: 'slow' })
    await mailbox().nextFailure()
    await add({ to: ann, subject: 'old link', replaces: 'reset' })
    await add({ to: bob, subject: 'discarded' })
    await eventually(opened.rows, (rows) => rows.every(isLocked))
    await add({ to: ann, subject: 'new link', replaces: 'reset' })
    const [entry] = (await outbox.list()).filter(({ to }) => to === bob)
    await outbox.discard(entry!.id)
    mailbox().recover()
    await mailbox().next({ to: 'carl@example.com' })
    await mailbox().next({ to: ann })
    await eventually(opened.rows, (rows) => rows.length === 0)
    expect(tried).toEqual(['slow', 'new link'])
  })

  test('a key replaces only its own mails, and none that were given up', async () => {
    const sending = await open()
    mailbox().fail(550)
    await sending.add({ to: ann, subject: 'given up', replaces: 'reset' })
    const { id } = await sending.nextGivenUp()
    await sending.rest()
    const { add, outbox } = await open({ isStarted: false })
    await add({ to: ann, subject: 'a', replaces: 'reset' })
    await add({ to: ann, subject: 'b', replaces: 'verification' })
    await add({ to: ann, subject: 'c' })
    const entries = await outbox.list()
    expect(entries.map(({ state }) => state)).toEqual(['failed', 'queued', 'queued', 'queued'])
    expect(entries[0]?.id).toBe(id)
  })

  test('of many with the same key at the same time, exactly one is left', async () => {
    const { add, opened } = await open({ isStarted: false })
    await add({ to: bob, subject: 'another' })
    const subjects = Array.from({ length: 20 }, (_, index) => `link ${index}`)
    await Promise.all(subjects.map((subject) => add({ to: ann, subject, replaces: 'reset' })))
    expect(await opened.rows()).toHaveLength(2)
  })
})
