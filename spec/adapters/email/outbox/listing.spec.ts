/** Operators see as many mails as they ask for, and the store reads no more than those. */
import type { OutboxControl } from '../../../../src/api/outbox'
import { type PostOffice, usePostOffices } from './post-office'
import { describeWithStore } from './stores'

const ids = (entries: { id: string }[]) => entries.map(({ id }) => id)

/** Redis tells mails apart that were queued in different milliseconds. */
function nextMillisecond(): void {
  const now = Date.now()
  while (Date.now() === now);
}

describeWithStore('listing the outbox', (uri) => {
  const { open, mailbox } = usePostOffices(uri)

  async function addAll({ add }: PostOffice, subjects: string[]): Promise<void> {
    for (const subject of subjects) {
      await add({ to: `${subject}@example.com`, subject })
      nextMillisecond()
    }
  }

  test('the oldest come first, as many as are asked for', async () => {
    const office = await open({ isStarted: false })
    await addAll(office, ['a', 'b', 'c', 'd', 'e'])
    const to = async (limit: number) => (await office.outbox.list({ limit })).map((entry) => entry.to[0])
    expect(await to(1)).toEqual(['a'])
    expect(await to(3)).toEqual(['a', 'b', 'c'])
    expect(await to(10)).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  test('a limit counts the mails in the state that is asked for', async () => {
    const office = await open()
    mailbox().fail(550)
    await addAll(office, ['a', 'b'])
    const failed = [await office.nextGivenUp(), await office.nextGivenUp()]
    await office.rest()
    const { outbox, ...other } = await open({ isStarted: false })
    await addAll({ outbox, ...other }, ['c', 'd'])
    const all = await outbox.list()
    expect(all.map(({ state }) => state)).toEqual(['failed', 'failed', 'queued', 'queued'])
    expect(ids(await outbox.list({ state: 'queued', limit: 1 }))).toEqual([all[2]!.id])
    expect(ids(await outbox.list({ state: 'failed', limit: 1 }))).toEqual([all[0]!.id])
    expect(ids(await outbox.list({ state: 'failed' })).sort()).toEqual(ids(failed).sort())
  })

  test('a mail that is tried again counts as queued', async () => {
    const { add, nextGivenUp, rest } = await open()
    mailbox().fail(550)
    await add({ to: 'ann@example.com', subject: 'first' })
    const { id } = await nextGivenUp()
    await rest()
    const { outbox } = await open({ isStarted: false })
    await outbox.retry(id)
    expect(ids(await outbox.list({ state: 'queued' }))).toEqual([id])
    expect(await outbox.list({ state: 'failed' })).toEqual([])
  })

  test('a hundred are listed when nobody says how many', async () => {
    const { add, outbox } = await open({ isStarted: false })
    const subjects = Array.from({ length: 101 }, (_, index) => `mail-${index}`)
    await Promise.all(subjects.map((subject) => add({ to: `${subject}@example.com`, subject })))
    expect(await outbox.list()).toHaveLength(100)
  })

  test.each([
    { limit: 0 },
    { limit: -1 },
    { limit: 1.5 },
    { limit: Infinity },
    { limit: '1; DROP TABLE accounts_outbox' },
    { state: 'sent' },
    { state: { $ne: null } },
  ])('a filter of %j is refused', async (filter) => {
    const { outbox } = await open({ isStarted: false })
    const list = outbox.list(filter as Parameters<OutboxControl['list']>[0])
    await expect(list).rejects.toThrow(TypeError)
  })
})
