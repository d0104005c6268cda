/** An address that is sent along as it is, or that is none: forms send all fields, whatever was changed. */
import { randomUUID } from 'node:crypto'
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import { type Host, type HostOptions, startHost } from '../../support/host'
import { type Mailbox, startMailbox } from '../../support/mailbox'
import { openAndPress } from '../../support/pages'
import { rest, type RestResponse } from '../../support/rest'
import { rowOf } from '../../support/rule-users'

interface User {
  objectId: string
  sessionToken: string
  username: string
  email?: string
}

const password = 'correct horse'

let mailbox: Mailbox
beforeAll(async () => {
  mailbox = await startMailbox()
})
afterAll(() => mailbox.close())

const cloud = (Parse: typeof import('parse/node')) => {
  Parse.Cloud.define('save', async ({ params, user }) => {
    const { objectId, fields, asOperator } = params as {
      objectId: string
      fields: Record<string, unknown>
      asOperator: boolean
    }
    const target = Parse.User.createWithoutData<import('parse/node').User>(objectId)
    target.set(fields)
    await target.save(null, asOperator ? { useMasterKey: true } : { sessionToken: user!.getSessionToken() })
  })
}

function describeOwn(title: string, options: HostOptions, body: (host: () => Host) => void): void {
  describeWithDatabase(title, (database) => {
    let host: Host
    beforeAll(async () => {
      const email = { transport: mailbox.url, from: 'app@example.com' }
      const parseServer = { verifyUserEmails: true, cloud, ...options.parseServer }
      host = await startHost({ database: database(), email, ...options, parseServer })
    })
    afterAll(() => host.close())
    body(() => host)
  })
}

async function newUser(host: Host, fields: Record<string, unknown>): Promise<User> {
  const user = { username: `u${randomUUID().slice(0, 13)}`, ...fields }
  const { status, body } = await rest(host, 'POST', '/users', { body: { ...user, password } })
  expect([status, body]).toMatchObject([201, {}])
  return { ...user, ...(body as { objectId: string; sessionToken: string }) }
}
const withAddress = (host: Host) => newUser(host, { email: `${randomUUID()}@example.com` })
const operate = (host: Host, { objectId }: User, body: object) =>
  rest(host, 'PUT', `/users/${objectId}`, { master: true, body })

const mutation = `mutation ($id: ID!, $fields: UpdateUserFieldsInput!) {
  updateUser(input: { id: $id, fields: $fields }) { user { email } }
}`

type Way = [name: string, write: (host: Host, user: User, fields: object) => Promise<RestResponse>]

const ways: Way[] = [
  [
    'the owner, by REST',
    (host, { objectId, sessionToken }, body) =>
      rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body }),
  ],
  [
    'the owner, by GraphQL',
    (host, { objectId: id, sessionToken }, fields) =>
      graphql(host, mutation, { sessionToken, variables: { id, fields } }),
  ],
  [
    'the owner, by /batch',
    (host, { objectId, sessionToken }, body) =>
      rest(host, 'POST', '/batch', {
        sessionToken,
        body: { requests: [{ method: 'PUT', path: `/parse/classes/_User/${objectId}`, body }] },
      }),
  ],
  [
    'the owner, by Cloud Code',
    (host, { objectId, sessionToken }, fields) =>
      rest(host, 'POST', '/functions/save', { sessionToken, body: { objectId, fields } }),
  ],
  ['an operator, by REST', operate],
  [
    'an operator, by GraphQL',
    (host, { objectId: id }, fields) => graphql(host, mutation, { master: true, variables: { id, fields } }),
  ],
  [
    'an operator, by Cloud Code',
    (host, { objectId, sessionToken }, fields) =>
      rest(host, 'POST', '/functions/save', { sessionToken, body: { objectId, fields, asOperator: true } }),
  ],
]

function expectSuccess({ status, body }: RestResponse): void {
  expect([status, JSON.stringify(body)]).toEqual([200, expect.not.stringMatching(/error/)])
}

/** Writes, and tells how many mails that has caused. */
async function mailsOf(host: Host, write: () => Promise<RestResponse>): Promise<number> {
  const before = host.accounts.outbox.counts().queued
  expectSuccess(await write())
  return host.accounts.outbox.counts().queued - before
}

const notices = { emailChanged: false }

describe.each([
  ['', {}],
  [', with pendingEmail', { pendingEmail: true }],
])('an address that is sent along as it is%s', (_, options) => {
  describeOwn('changes nothing', { notices, ...options }, (host) => {
    test.each(ways)('for %s', async (_, write) => {
      const user = await withAddress(host())
      await operate(host(), user, { emailVerified: true })
      const mails = await mailsOf(host(), () => write(host(), user, { email: user.email, phone: '7' }))
      const row = await rowOf(host(), user.objectId)
      expect([mails, row]).toEqual([
        0,
        expect.objectContaining({ email: user.email, emailVerified: true, phone: '7' }),
      ])
    })

    test.each(ways)('before it is verified, for %s: its link goes on working', async (_, write) => {
      const user = await withAddress(host())
      const { links } = await mailbox.next({ to: user.email! })
      expect(await mailsOf(host(), () => write(host(), user, { email: user.email }))).toBe(0)
      await openAndPress(links[0]!)
      expect(await rowOf(host(), user.objectId)).toMatchObject({ emailVerified: true })
    })

    test('nor the link that resets the password', async () => {
      const user = await withAddress(host())
      await mailbox.next({ to: user.email! })
      await rest(host(), 'POST', '/requestPasswordReset', { body: { email: user.email } })
      const { links } = await mailbox.next({ to: user.email! })
      expectSuccess(await operate(host(), user, { email: user.email }))
      expect((await openAndPress(links[0]!)).heading).toBe('Choose a new password')
    })

    test('nor does one that is none, where there is none', async () => {
      for (const email of ['', null, { __op: 'Delete' }]) {
        const user = await newUser(host(), {})
        expect(await mailsOf(host(), () => operate(host(), user, { email }))).toBe(0)
        expect(await rowOf(host(), user.objectId)).not.toHaveProperty('email')
      }
    })
  })
})

describeOwn('an address of which only the case is another', { notices }, (host) => {
  test('is another one', async () => {
    const user = await withAddress(host())
    const email = user.email!.toUpperCase()
    expect(await mailsOf(host(), () => operate(host(), user, { email }))).toBe(1)
    expect(await rowOf(host(), user.objectId)).toMatchObject({ email, emailVerified: false })
  })
})

describeOwn(
  'an address of which only the case is another, where Parse Server writes it in lower case',
  { notices, parseServer: { convertEmailToLowercase: true } },
  (host) => {
    test('is the same', async () => {
      const user = await withAddress(host())
      await operate(host(), user, { emailVerified: true })
      const fields = { email: user.email!.toUpperCase() }
      expect(await mailsOf(host(), () => operate(host(), user, fields))).toBe(0)
      expect(await rowOf(host(), user.objectId)).toMatchObject({ email: user.email, emailVerified: true })
    })
  },
)

describe.each([
  ['', {}],
  [', with pendingEmail', { pendingEmail: true }],
])('no address%s', (_, options) => {
  describeOwn('is what an empty one means', { notices, ...options }, (host) => {
    test.each([[''], [null], [undefined]])('in any number of sign-ups: %j', async (email) => {
      for (const username of [1, 2, 3].map(() => randomUUID())) {
        const { objectId } = await newUser(host(), { username, email })
        expect(await rowOf(host(), objectId)).not.toHaveProperty('email')
      }
      for (const username of [1, 2].map(() => randomUUID())) {
        const fields = { username, password, email }
        const query = `mutation ($input: SignUpInput!) { signUp(input: $input) { viewer { user { email } } } }`
        const answer = await graphql(host(), query, { variables: { input: { fields } } })
        expect(answer.body).toEqual({ data: { signUp: { viewer: { user: { email: null } } } } })
      }
    })

    const none = [
      ['""', ''],
      ['null', null],
      ['a deletion', { __op: 'Delete' }],
    ] as const
    const removing = ways
      .filter(([name]) => !name.includes('GraphQL') && !name.includes('Cloud'))
      .flatMap(([name, write]) => none.map(([value, email]) => [name, value, write, email] as const))
    test.each(removing)('for %s: what was known of it is forgotten (%s)', async (_, _value, write, email) => {
      const [user, other] = [await withAddress(host()), await withAddress(host())]
      const { links } = await mailbox.next({ to: user.email! })
      for (const each of [user, other]) {
        expect(await mailsOf(host(), () => write(host(), each, { email }))).toBe(0)
        const row = await rowOf(host(), each.objectId)
        expect(row).not.toHaveProperty('email')
        expect(row).not.toHaveProperty('emailVerified')
      }
      await openAndPress(links[0]!)
      expect(await rowOf(host(), user.objectId)).not.toHaveProperty('emailVerified')
    })

    test.each(ways.filter(([name]) => name.includes('GraphQL') || name.includes('Cloud')))(
      'for %s',
      async (_, write) => {
        for (const email of ['', null]) {
          const user = await withAddress(host())
          expect(await mailsOf(host(), () => write(host(), user, { email }))).toBe(0)
          const row = await rowOf(host(), user.objectId)
          expect(row).not.toHaveProperty('email')
          expect(row).not.toHaveProperty('emailVerified')
        }
      },
    )
  })
})

describeOwn('a verified address, with pendingEmail', { pendingEmail: true }, (host) => {
  test.each([[''], [null], [{ __op: 'Delete' }]])('is not removed by its owner: %j', async (email) => {
    const user = await withAddress(host())
    await operate(host(), user, { emailVerified: true })
    const { objectId, sessionToken } = user
    const { body } = await rest(host(), 'PUT', `/users/${objectId}`, { sessionToken, body: { email } })
    expect(body).toMatchObject({ code: 119 })
    expect(await rowOf(host(), objectId)).toMatchObject({ email: user.email, emailVerified: true })
  })
})
