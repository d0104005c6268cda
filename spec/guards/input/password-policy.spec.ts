/** Guard: no `passwordPolicy` makes a fault of a request, nor ends the process. */
import { acme, acmeAuthData } from '../../support/acme'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { type Mailbox, startMailbox } from '../../support/mailbox'
import { openAndPress } from '../../support/pages'
import { rest } from '../../support/rest'

let mailbox: Mailbox
beforeAll(async () => {
  mailbox = await startMailbox()
})
afterAll(() => mailbox.close())

const everything = {
  validatorPattern: /^.{4,}$/,
  validatorCallback: () => true,
  validationError: 'Another one, please.',
  doNotAllowUsername: true,
  maxPasswordAge: 90,
  maxPasswordHistory: 5,
  resetTokenValidityDuration: 600,
  resetTokenReuseIfValid: true,
  resetPasswordSuccessOnInvalidEmail: false,
}
const policies: [string, object][] = [
  ['doNotAllowUsername', { doNotAllowUsername: true }],
  ['maxPasswordHistory', { maxPasswordHistory: 2 }],
  ['maxPasswordAge', { maxPasswordAge: 1 }],
  ['a validatorCallback', { validatorCallback: () => true }],
  ['everything', everything],
]
const settings = policies.flatMap(([name, policy]) =>
  [undefined, false as const].map((passwords) => [name, passwords, policy] as const),
)

describe.each(settings)('passwordPolicy with %s, and passwords: %s', (_name, passwords, passwordPolicy) => {
  describeWithDatabase('answers as a client expects', (database) => {
    let host: Host
    beforeAll(async () => {
      host = await startHost({
        database: database(),
        email: { transport: mailbox.url, from: 'app@example.com' },
        notices: { passwordChanged: false },
        ...(passwords === undefined ? {} : { passwords }),
        parseServer: { auth: { acme }, passwordPolicy },
      })
    })
    afterAll(() => host.close())

    const password = 'correct-horse'
    let count = 0
    async function signUp(fields: object) {
      const { status, body } = await rest(host, 'POST', '/users', { body: fields })
      expect([status, body]).toEqual([
        201,
        expect.objectContaining({ objectId: expect.any(String) as string }),
      ])
      return body as { objectId: string; sessionToken: string }
    }
    const name = () => `ann${(count += 1)}`
    const put = async (objectId: string, body: object, as: { master?: true; sessionToken?: string }) => {
      const answer = await rest(host, 'PUT', `/users/${objectId}`, { body, ...as })
      return [answer.status, (answer.body as { code?: number }).code]
    }

    test('when a user who is not there gets a password', async () => {
      const { sessionToken } = await signUp({ username: name(), password })
      expect(await put('nobody', { password }, { master: true })).toEqual([404, 101])
      expect(await put('nobody', { password }, { sessionToken })).toEqual([400, 206])
      expect(await put('nobody', { password }, {})).toEqual([400, 206])
    })

    test('when somebody signs up with a provider, with and without a password', async () => {
      const id = name()
      const { objectId, sessionToken } = await signUp({ authData: acmeAuthData(id) })
      expect((await rest(host, 'POST', '/users', { body: { authData: acmeAuthData(id) } })).status).toBe(200)
      expect(await put(objectId, { password }, { sessionToken })).toEqual([200, undefined])
      expect(await put(objectId, { password: 'battery-staple' }, { master: true })).toEqual([200, undefined])
      await signUp({ authData: acmeAuthData(name()), password })
    })

    test('when passwords change, by the user and by an operator', async () => {
      const username = name()
      const { objectId, sessionToken } = await signUp({ username, password })
      expect(await put(objectId, { password: 'battery-staple' }, { sessionToken })).toEqual([200, undefined])
      expect(await put(objectId, { password: 'staple-battery' }, { master: true })).toEqual([200, undefined])
      const { status } = await rest(host, 'POST', '/login', {
        body: { username, password: 'staple-battery' },
      })
      expect(status).toBe(200)
    })

    test('when a password is reset', async () => {
      const [username, form] = [name(), `${host.apiUrl}/apps/${host.appId}/request_password_reset`]
      const email = `${username}@example.com`
      await signUp({ username, email, password })
      await rest(host, 'POST', '/requestPasswordReset', { body: { email } })
      const { links } = await mailbox.next({ to: email })
      const token = String(new URL(links[0]!).searchParams.get('token'))
      const choose = async (fields: Record<string, string>) => {
        const body = new URLSearchParams(fields)
        return (
          await fetch(form, { method: 'POST', headers: { 'X-Requested-With': 'XMLHttpRequest' }, body })
        ).status
      }
      expect(await choose({ token: 'none', new_password: 'battery-staple' })).toBe(400)
      expect((await openAndPress(links[0]!)).status).toBe(200)
      expect(await choose({ token, new_password: 'battery-staple' })).toBe(200)
      expect(await choose({ token, new_password: 'staple-battery' })).toBe(400)
    })

    test('when somebody who is not there asks for a reset', async () => {
      const body = { email: 'nobody@example.com' }
      const { status } = await rest(host, 'POST', '/requestPasswordReset', { body })
      expect(status).toBe('resetPasswordSuccessOnInvalidEmail' in passwordPolicy ? 404 : 200)
    })
  })
})

describeWithDatabase('a validatorCallback', (database) => {
  let host: Host
  afterEach(() => host.close())

  test.each([
    ['throws', () => failing(), 400],
    // parse-server does not wait for it.
    ['rejects', async () => failing(), 201],
  ] as const)('that %s ends nothing', async (_what, validatorCallback, expected) => {
    host = await startHost({ database: database(), parseServer: { passwordPolicy: { validatorCallback } } })
    const body = { username: 'ann', password: 'correct-horse' }
    const answer = await rest(host, 'POST', '/users', { body })
    expect(answer.status).toBe(expected)
    if (expected === 400) expect(answer.body).toMatchObject({ code: 142 })
    expect((await rest(host, 'GET', '/health')).status).toBe(200)
  })
})

function failing(): boolean {
  throw new Error('failed')
}
