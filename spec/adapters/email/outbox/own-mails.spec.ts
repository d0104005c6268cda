/** A process that sends only the mails that it has added itself, as a command beside a server does. */
import { usePostOffices } from './post-office'
import { describeWithStore } from './stores'

describeWithStore('an outbox that sends only its own', (uri) => {
  const { open, mailbox } = usePostOffices(uri)

  test('leaves the mails of others as they are, readable or not', async () => {
    const others = [
      await open({ isStarted: false }),
      await open({ isStarted: false, secret: 'another secret' }),
    ]
    for (const [nth, { add }] of others.entries())
      await add({ to: `bob${nth}@example.com`, subject: 'theirs' })
    const own = await open({ sendsOwnOnly: true })
    await own.add({ to: 'ann@example.com', subject: 'own' })
    expect((await mailbox().next()).subject).toBe('own')
    await own.rest()
    expect(own.tried).toEqual(['own'])
    const left = await others[0]!.outbox.list()
    expect(left.map(({ to, state, attempts }) => [to, state, attempts])).toEqual([
      ['bob0@example.com', 'queued', 0],
      ['bob1@example.com', 'queued', 0],
    ])
  })

  test('tries its own again, and drops those that are replaced', async () => {
    const { add, outbox } = await open({ sendsOwnOnly: true })
    mailbox().fail(451)
    await add({ to: 'ann@example.com', subject: 'first', replaces: 'link' })
    await mailbox().nextFailure()
    await add({ to: 'ann@example.com', subject: 'second', replaces: 'link' })
    mailbox().recover()
    expect((await mailbox().next()).subject).toBe('second')
    while ((await outbox.list()).length > 0);
  })

  test('leaves what it could not send to others', async () => {
    const own = await open({ sendsOwnOnly: true, policy: { firstRetrySeconds: 50 } })
    mailbox().fail(451)
    await own.add({ to: 'ann@example.com', subject: 'own' })
    await mailbox().nextFailure()
    await own.rest()
    mailbox().recover()
    const server = await open()
    const [mail] = await server.outbox.list()
    await server.outbox.retry(mail!.id)
    expect((await mailbox().next()).subject).toBe('own')
  })
})
