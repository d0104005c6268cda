/** Mails to one recipient keep their order, and the newest takes the place of those it replaces. */
import { eventually, type PostOffice, usePostOffices } from './post-office'
import { describeWithStore, isLocked } from './stores'

describeWithStore('the order of mails in the outbox', (uri) => {
  const { open, mailbox } = usePostOffices(uri)
  const ann = 'ann@example.com'
  const bob = 'bob@example.com'
  /** Nothing is tried again while a spec looks at it. */
  const patient = { firstRetrySeconds: 3000, longestRetrySeconds: 3000 }
  const hasTried = ({ tried, opened }: PostOffice, subject: string) =>
    eventually(opened.rows, () => tried.includes(subject))
  const subjectsOf = async (count: number) => {
    const subjects: unknown[] = []
    while (subjects.length < count) subjects.push((await mailbox().next()).subject)
    return subjects
  }

  test('a later mail waits for one to the same recipient that is under way, and others do not', async () => {
    const { add, tried, opened } = await open()
    mailbox().fail('hang')
    await add({ to: ann, subject: 'first' })
    await mailbox().nextFailure()
    await add({ to: ann, subject: 'second' })
    await add({ to: bob, subject: 'other' })
    while (!tried.includes('other')) await mailbox().nextFailure()
    await eventually(opened.rows, (rows) => rows.filter(isLocked).length === 2)
    expect(tried).not.toContain('second')
    mailbox().recover()
    const mails = [await mailbox().next({ to: ann }), await mailbox().next({ to: ann })]
    expect(mails.map(({ subject }) => subject)).toEqual(['first', 'second'])
  })

  test('a mail that has failed once holds up no later one to its recipient', async () => {
    const { add, outbox } = await open({ policy: patient })
    mailbox().fail(451)
    await add({ to: ann, subject: 'fails' })
    await mailbox().nextFailure()
    mailbox().recover()
    await add({ to: ann, subject: 'second' })
    await add({ to: ann, subject: 'third' })
    expect(await subjectsOf(2)).toEqual(['second', 'third'])
    const [left] = await outbox.list()
    expect(left).toMatchObject({ to: ann, state: 'queued', attempts: 1 })
  })

  test('a mail that waits for one goes when that has failed', async () => {
    const office = await open({ policy: { ...patient, deliverySeconds: 1 } })
    mailbox().fail('hang')
    await office.add({ to: ann, subject: 'hangs' })
    await office.add({ to: ann, subject: 'second' })
    await hasTried(office, 'second')
    expect(office.tried).toEqual(['hangs', 'second'])
  })

  test('mails that are queued at once arrive one after the other', async () => {
    const { add } = await open()
    const subjects = Array.from({ length: 8 }, (_, index) => `mail ${index}`)
    for (const subject of subjects) await add({ to: ann, subject })
    expect(await subjectsOf(subjects.length)).toEqual(subjects)
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

  test('a mail goes when the one it waits for is discarded', async () => {
    const office = await open()
    mailbox().fail('hang')
    await office.add({ to: ann, subject: 'first' })
    await mailbox().nextFailure()
    await office.add({ to: ann, subject: 'second' })
    const [first] = await office.outbox.list()
    expect(await office.outbox.discard(first!.id)).toBe(true)
    await hasTried(office, 'second')
  })

  test('a newer mail replaces the queued one, and no other', async () => {
    const { add, opened, rest } = await open({ policy: patient })
    mailbox().fail(451)
    await add({ to: ann, subject: 'old link', replaces: 'reset' })
    await mailbox().nextFailure()
    await add({ to: ann, subject: 'other' })
    await mailbox().nextFailure()
    mailbox().recover()
    await add({ to: ann, subject: 'new link', replaces: 'reset' })
    expect(await subjectsOf(1)).toEqual(['new link'])
    await rest()
    expect(await opened.rows()).toHaveLength(1)
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
