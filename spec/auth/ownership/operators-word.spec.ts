/** What an operator says of an address, in the request that sets it, is so; and there is no mail. */
import { randomUUID } from 'node:crypto'
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import { type Host, startHost } from '../../support/host'
import { startMailbox, type Mailbox } from '../../support/mailbox'
import { rest, type RestResponse } from '../../support/rest'
import { rowOf } from '../../support/rule-users'

const cloud = (Parse: typeof import('parse/node')) => {
  Parse.Cloud.define('save', async ({ params }) => {
    const { objectId, fields } = params as { objectId?: string; fields: Record<string, unknown> }
    const user = objectId
      ? Parse.User.createWithoutData<import('parse/node').User>(objectId)
      : new Parse.User(fields)
    await user.save(fields, { useMasterKey: true })
    return user.id
  })
}

describe.each([
  ['', {}],
  [', with pendingEmail', { pendingEmail: true }],
])('an address that an operator calls verified%s', (_, options) => {
  describeWithDatabase('stays so, without a mail', (database) => {
    let host: Host
    let mailbox: Mailbox
    beforeAll(async () => {
      mailbox = await startMailbox()
      host = await startHost({
        database: database(),
        email: { transport: mailbox.url, from: 'app@example.com' },
        notices: { emailChanged: false },
        ...options,
        parseServer: { verifyUserEmails: true, cloud },
      })
    })
    afterAll(async () => {
      await host.close()
      await mailbox.close()
    })

    const address = () => ({ email: `${randomUUID()}@example.com`, emailVerified: true })
    const newFields = () => ({ username: randomUUID(), password: 'correct-horse', ...address() })
    const mails = () => host.accounts.outbox.counts().queued
    const idIn = ({ body }: RestResponse) =>
      String(body.objectId ?? body.result ?? body.data?.createUser.user.objectId)

    test.each([
      ['REST', (fields: object) => rest(host, 'POST', '/users', { master: true, body: fields })],
      ['Cloud Code', (fields: object) => rest(host, 'POST', '/functions/save', { body: { fields } })],
      [
        'GraphQL',
        (fields: object) =>
          graphql(
            host,
            'mutation ($fields: CreateUserFieldsInput!) { createUser(input: { fields: $fields }) { user { objectId } } }',
            { master: true, variables: { fields } },
          ),
      ],
    ])('at its creation by %s', async (_way, create) => {
      const before = mails()
      const fields = newFields()
      const id = idIn(await create(fields))
      expect([mails() - before, await rowOf(host, id)]).toMatchObject([
        0,
        { email: fields.email, emailVerified: true },
      ])
    })

    test.each([
      ['REST', (id: string, body: object) => rest(host, 'PUT', `/users/${id}`, { master: true, body })],
      [
        'Cloud Code',
        (objectId: string, fields: object) =>
          rest(host, 'POST', '/functions/save', { body: { objectId, fields } }),
      ],
      [
        'GraphQL',
        (id: string, fields: object) =>
          graphql(
            host,
            'mutation ($id: ID!, $fields: UpdateUserFieldsInput!) { updateUser(input: { id: $id, fields: $fields }) { user { id } } }',
            { master: true, variables: { id, fields } },
          ),
      ],
    ])('when it is changed, and when it is the present one, by %s', async (_way, update) => {
      const first = {
        username: randomUUID(),
        password: 'correct-horse',
        email: `${randomUUID()}@example.com`,
      }
      const id = idIn(await rest(host, 'POST', '/users', { body: first }))
      const before = mails()
      const present = { email: first.email, emailVerified: true }
      for (const fields of [present, address(), address()]) {
        expect((await update(id, fields)).body).not.toMatchObject({ error: expect.anything() })
        expect([mails() - before, await rowOf(host, id)]).toMatchObject([0, fields])
      }
    })
  })
})
