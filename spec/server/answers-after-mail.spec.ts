/** When an answer arrives, the mails that its request has caused are kept, whichever way it came. */
import { randomUUID } from 'node:crypto'
import { acme, acmeAuthData } from '../support/acme'
import { actionSecret, assertionClaims, signAssertion } from '../support/assertions'
import { logIn as logInByAuth0, newPerson } from '../support/auth0-log-in'
import { backendless, call } from '../auth/backendless/backendless'
import { bearer } from '../support/bearer'
import { describeWithDatabase } from '../support/database'
import { graphql } from '../support/graphql'
import { type Host, type HostOptions, startHost } from '../support/host'
import { type Mailbox, startMailbox } from '../support/mailbox'
import { by } from '../support/notices'
import { rest, type RestRequest, send } from '../support/rest'
import { startTenant, type Tenant } from '../support/tenant'

// A store so slow that an answer which does not wait for it is there first.
jest.mock('../../src/adapters/email/outbox/outbox', () => {
  const actual = jest.requireActual<typeof import('../../src/adapters/email/outbox/outbox')>(
    '../../src/adapters/email/outbox/outbox',
  )
  return {
    ...actual,
    createOutbox: (...parts: Parameters<typeof actual.createOutbox>) => {
      const outbox = actual.createOutbox(...parts)
      const add: typeof outbox.add = async (mail) => {
        await new Promise((resolve) => setTimeout(resolve, 300))
        await outbox.add(mail)
      }
      return { ...outbox, add }
    },
  }
})

const password = 'correct horse'

interface User {
  username: string
  email: string
  authData: object
}

let tenant: Tenant
let mailbox: Mailbox
beforeAll(async () => {
  tenant = await startTenant()
  mailbox = await startMailbox()
  // What is kept stays.
  await mailbox.goDown()
})
afterAll(async () => {
  await tenant.close()
  await mailbox.close()
})

function describeKept(title: string, options: () => HostOptions, body: (host: () => Host) => void): void {
  describeWithDatabase(title, (database) => {
    let host: Host
    beforeAll(async () => {
      const email = { transport: mailbox.url, from: 'app@example.com' }
      host = await startHost({ database: database(), email, ...options() })
    })
    afterAll(() => host.close())
    body(() => host)
  })
}

async function newUser(
  host: Host,
  request: RestRequest = {},
  fields: object = {},
): Promise<User & { objectId: string }> {
  const username = `u${randomUUID().slice(0, 13)}`
  const user = { username, email: `${username}@example.com`, authData: acmeAuthData(randomUUID()) }
  const answer = await rest(host, 'POST', '/users', { ...request, body: { ...user, password, ...fields } })
  expect(answer.status).toBe(201)
  return { ...user, ...(answer.body as { objectId: string }) }
}

async function kindsTo(host: Host, address: string): Promise<string[]> {
  const mails = await host.accounts.outbox.list({ limit: 1000 })
  return mails.filter(({ to }) => to === address).map(({ kind }) => kind)
}

type Way = [name: string, send: (host: Host, user: User, password: string) => Promise<unknown>]

const safari = by('safari')
const withPassword: Way[] = [
  [
    'REST',
    (host, { username }, given) =>
      rest(host, 'POST', '/login', { ...safari, body: { username, password: given } }),
  ],
  [
    'GraphQL',
    (host, { username }, given) =>
      graphql(
        host,
        `mutation { logIn(input: { username: "${username}", password: "${given}" }) { clientMutationId } }`,
        safari,
      ),
  ],
  [
    '/batch',
    (host, { username }, given) => {
      const login = { method: 'POST', path: '/parse/login', body: { username, password: given } }
      return rest(host, 'POST', '/batch', { ...safari, body: { requests: [login] } })
    },
  ],
  [
    'Cloud Code',
    (host, { username }, given) =>
      rest(host, 'POST', '/functions/logIn', { ...safari, body: { username, password: given } }),
  ],
  [
    "Backendless' routes",
    (host, { email }, given) =>
      call(host, 'POST', '/users/login', { ...safari, body: { login: email, password: given } }),
  ],
]

const options = (): HostOptions => ({
  auth0: { ...tenant.options, actionSecrets: [actionSecret] },
  backendless,
  notices: { newDevice: true, welcome: true },
  parseServer: {
    auth: { acme },
    accountLockout: { duration: 5, threshold: 1 },
    cloud: (Parse: typeof import('parse/node')) => {
      Parse.Cloud.define('logIn', async ({ params }) => {
        const { username, password } = params as { username: string; password: string }
        await Parse.User.logIn(username, password)
      })
    },
  },
})

describeKept('the notice of a new device is kept before the answer', options, (host) => {
  const withAuthData: Way[] = [
    [
      'authData by REST',
      (_, { authData }) => rest(host(), 'POST', '/users', { ...safari, body: { authData } }),
    ],
    [
      'authData by GraphQL',
      (_, { authData }) => {
        const query = `mutation($authData: ParseUserAuthDataInput!) { logInWith(input: { authData: $authData }) { clientMutationId } }`
        return graphql(host(), query.replace('ParseUserAuthDataInput', 'Object'), {
          ...safari,
          variables: { authData },
        })
      },
    ],
    [
      'authData by /batch',
      (_, { authData }) => {
        const requests = [{ method: 'POST', path: '/parse/users', body: { authData } }]
        return rest(host(), 'POST', '/batch', { ...safari, body: { requests } })
      },
    ],
  ]
  test.each([...withPassword, ...withAuthData])('by %s', async (_, logIn) => {
    const user = await newUser(host(), by('firefox'))
    const before = await kindsTo(host(), user.email)
    await logIn(host(), user, password)
    expect([before, await kindsTo(host(), user.email)]).toEqual([['welcome'], ['welcome', 'newDevice']])
  })

  test('by Auth0', async () => {
    const person = newPerson()
    await logInByAuth0(host(), { id_token: await tenant.idToken(person) }, {}, by('firefox'))
    await logInByAuth0(host(), { id_token: await tenant.idToken(person) }, {}, safari)
    expect(await kindsTo(host(), person.email)).toEqual(['welcome', 'newDevice'])
  })
})

describeKept('the notice of a lock is kept before the answer', options, (host) => {
  const withoutSession: Way[] = [
    [
      'REST, where only the password is checked',
      (_, { username }, given) =>
        rest(host(), 'POST', '/verifyPassword', { ...safari, body: { username, password: given } }),
    ],
    [
      'REST, with a challenge',
      (_, { username, authData }, given) =>
        rest(host(), 'POST', '/challenge', {
          ...safari,
          body: { username, password: given, authData, challengeData: { acme: {} } },
        }),
    ],
  ]
  test.each([...withPassword, ...withoutSession])('by %s', async (_, logIn) => {
    const user = await newUser(host(), by('firefox'))
    await logIn(host(), user, 'wrong')
    expect(await kindsTo(host(), user.email)).toEqual(['welcome', 'accountLocked'])
  })
})

describeKept('what a token causes is kept before the answer', options, (host) => {
  const byBearer = async (sub: string) =>
    rest(host(), 'GET', '/users/me', bearer(await tenant.accessToken({ sub })))
  async function byAction({ sub, email }: { sub: string; email: string }) {
    const url = `${host().url}/auth0/session`
    const assertion = await signAssertion(assertionClaims(url, { sub, email }))
    return send(host(), 'POST', url, { headers: { authorization: `Bearer ${assertion}` } })
  }

  test('by an access token: the welcome', async () => {
    const person = newPerson()
    tenant.users.set(person.sub, { ...person, email_verified: true })
    expect((await byBearer(person.sub)).status).toBe(200)
    expect(await kindsTo(host(), person.email)).toEqual(['welcome'])
  })

  test('by an Action: the welcome', async () => {
    const person = newPerson()
    expect((await byAction(person)).status).toBe(200)
    expect(await kindsTo(host(), person.email)).toEqual(['welcome'])
  })
})

describeKept(
  'verification mails are kept before the answer',
  () => ({ backendless, parseServer: { verifyUserEmails: true } }),
  (host) => {
    test('by the page that sends another one', async () => {
      const user = await newUser(host(), {}, { authData: undefined })
      const [first] = await host()
        .accounts.outbox.list({ limit: 1000 })
        .then((mails) => mails.filter(({ to }) => to === user.email))
      await host().accounts.outbox.discard(first!.id)
      const body = new URLSearchParams({ username: user.username })
      const url = `${host().apiUrl}/apps/${host().appId}/resend_verification_email`
      const { status } = await fetch(url, { method: 'POST', body, redirect: 'manual' })
      expect([status < 400, await kindsTo(host(), user.email)]).toEqual([true, ['verification']])
    })

    test("by Backendless' registration", async () => {
      const email = `${randomUUID()}@example.com`
      await call(host(), 'POST', '/users/register', { body: { email, password } })
      expect(await kindsTo(host(), email)).toEqual(['verification'])
    })
  },
)
