/** What operators do to users, by REST, GraphQL and the SDK: and nobody else. */
import { eventually } from '../../adapters/email/outbox/post-office'
import { graphql } from '../../support/graphql'
import { rest } from '../../support/rest'
import { connectSdk, Parse } from '../../support/sdk'
import { describeOperating, type Operating, password, readOnlyMasterKey, type User } from './operating'

const functionNames = [
  ...['accountsUnlock', 'accountsBlock', 'accountsUnblock', 'accountsRevokeSessions', 'accountsHistory'],
  ...['accountsSendVerification', 'accountsSendReset', 'accountsLogInAs', 'accountsExport', 'accountsDelete'],
]

/** What the host gives to an export. */
let exportData: () => unknown = () => undefined

async function leaveNothing({ call, signUp, log }: Operating): Promise<void> {
  const master = { master: true }
  const { objectId: userId, email } = await signUp()
  const signedUp = log().length
  await call('accountsExport', { userId, operator: 'Bob' }, master)
  const { body } = await call('accountsLogInAs', { userId }, master)
  await call('accountsBlock', { userId, reason: 'unpaid bills' }, master)
  await call('accountsBlock', { userId, reason: 7, note: 'a secret note' }, master)
  const { url } = body.result as { url: string }
  const lines = log().slice(signedUp)
  expect(lines).toContain('Ran cloud function accountsExport')
  expect(lines).toContain('Failed running cloud function accountsBlock')
  for (const secret of [url, url.slice(-40), email, 'unpaid bills', 'a secret note'])
    expect(lines).not.toContain(secret)
}

function operatorsSpec(given: () => Operating): void {
  const master = { master: true }
  const refusal = { code: 119, error: 'For operators only.' }
  let support: User
  beforeAll(async () => {
    support = await given().signUp()
    await given().roleWith('Support', [support])
  })
  const me = ({ sessionToken }: User) => rest(given().host, 'GET', '/users/me', { sessionToken })
  const logIn = ({ username }: User, typed = password) =>
    rest(given().host, 'POST', '/login', { body: { username, password: typed } })
  const mailsTo = async ({ email }: User) =>
    (await given().host.accounts.outbox.list()).filter(({ to }) => to === email).map(({ kind }) => kind)

  test.each([
    ['the master key', () => master, { by: 'master', operator: 'Bob of support' }],
    ['the role', () => support, { by: 'role', operator: undefined }],
  ])('look after users with %s, and are told of', async (_way, caller, told) => {
    const { call, signUp, events } = given()
    const user = await signUp()
    const as = { userId: user.objectId, operator: 'Bob of support' }
    const done = async (name: string, params: object = {}) => {
      const { status, body } = await call(name, { ...as, ...params }, caller())
      expect([name, status]).toEqual([name, 200])
      return body.result as unknown
    }
    expect(await done('accountsBlock', { reason: 'unpaid bills', until: '2100-01-01' })).toBe(true)
    expect((await logIn(user)).body.error).toContain('unpaid bills')
    expect((await me(user)).body.code).toBe(209)
    expect(await done('accountsUnblock')).toBe(true)
    for (const typed of ['wrong', 'wrong']) await logIn(user, typed)
    expect((await logIn(user)).body.error).toContain('locked')
    expect(await done('accountsUnlock')).toBe(true)
    expect((await logIn(user)).status).toBe(200)
    expect(await done('accountsRevokeSessions')).toBe(1)
    const history = async () => {
      const entries = (await done('accountsHistory', { limit: 3 })) as { type: string }[]
      return String(entries.map(({ type }) => type))
    }
    await eventually(history, (types) => types === 'login,accountUnlocked,loginFailed')
    expect(await done('accountsExport')).toMatchObject({ user: { username: user.username } })
    expect(await done('accountsDelete')).toBe(true)
    expect((await call('accountsDelete', as, caller())).body.code).toBe(101)

    const by = told.by === 'role' ? support.objectId : told.by
    const ours = events().filter((event) => event.by !== undefined && event.userId === user.objectId)
    expect(ours.map(({ type }) => type)).toEqual([
      ...['userBlocked', 'userUnblocked', 'accountUnlocked', 'userExported', 'userDeleted'],
    ])
    for (const event of ours)
      expect([event.by, event.operator, event.ip]).toEqual([by, told.operator, expect.any(String)])
  })

  test('send mails that users could have asked for, once there is something to send', async () => {
    const { call, signUp, events, host } = given()
    const user = await signUp()
    const as = { userId: user.objectId }
    expect((await call('accountsSendReset', as, support)).body.result).toBe(true)
    expect((await call('accountsSendVerification', as, support)).body.result).toBe(true)
    expect((await mailsTo(user)).sort()).toEqual(['passwordReset', 'verification'])
    const types = events().filter(({ by }) => by === support.objectId)
    expect(types.map(({ type }) => type)).toEqual(['resetRequested', 'verificationSent'])
    await rest(host, 'PUT', `/users/${user.objectId}`, { master: true, body: { emailVerified: true } })
    expect((await call('accountsSendVerification', as, support)).body.result).toBe(false)
  })

  test('get nothing with which they could log in as an anonymous user', async () => {
    const { call, host } = given()
    const authData = { anonymous: { id: 'an id that only the device has' } }
    const { body: made } = await rest(host, 'POST', '/users', { body: { authData } })
    const { body } = await call('accountsExport', { userId: made.objectId }, support)
    expect(body.result).toMatchObject({ identities: [{ provider: 'anonymous' }] })
    expect(JSON.stringify(body)).not.toContain(authData.anonymous.id)
  })

  test('act by GraphQL and by the SDK as well', async () => {
    const { signUp, host } = given()
    const user = await signUp()
    const query = `mutation ($params: Object) {
      callCloudCode(input: { functionName: accountsRevokeSessions, params: $params }) { result } }`
    const variables = { params: { userId: user.objectId } }
    const answer = await graphql(host, query, { sessionToken: support.sessionToken, variables })
    expect(answer.body).toEqual({ data: { callCloudCode: { result: 1 } } })
    const { body } = await graphql(host, query, { sessionToken: (await signUp()).sessionToken, variables })
    expect(JSON.stringify(body)).toContain('119')
    connectSdk(host)
    await Parse.User.logIn(support.username, password)
    expect(await Parse.Cloud.run('accountsBlock', { userId: user.objectId, until: new Date(4e12) })).toBe(
      true,
    )
  })

  test.each(functionNames)('are nobody else: %s', async (name) => {
    const { call, signUp, roleWith } = given()
    const [user, other] = [await signUp(), await signUp()]
    await roleWith(`Others of ${name}`, [other])
    const as = { userId: user.objectId }
    const readOnly = { headers: { 'X-Parse-Master-Key': readOnlyMasterKey } }
    for (const caller of [{}, user, other, readOnly]) {
      const answer = await call(name, as, caller)
      expect([answer.status, answer.body]).toEqual([400, refusal])
    }
    expect((await me(user)).status).toBe(200)
  })

  test('can’t act on themselves or each other with the role, nor be whoever has another one', async () => {
    const { call, signUp, roleWith } = given()
    const [colleague, editor] = [await signUp(), await signUp()]
    await roleWith('Senior support', [colleague])
    const { body: seniors } = await rest(given().host, 'GET', '/roles', {
      master: true,
      query: { where: { name: 'Senior support' } },
    })
    const [senior] = seniors.results as { objectId: string }[]
    const { body: found } = await rest(given().host, 'GET', '/roles', {
      master: true,
      query: { where: { name: 'Support' } },
    })
    const [own] = found.results as { objectId: string }[]
    const pointer = { __type: 'Pointer', className: '_Role', objectId: senior?.objectId }
    await rest(given().host, 'PUT', `/roles/${own?.objectId}`, {
      master: true,
      body: { roles: { __op: 'AddRelation', objects: [pointer] } },
    })
    await roleWith('Editors', [editor])
    for (const name of functionNames)
      for (const { objectId: userId } of [support, colleague]) {
        const { body } = await call(name, { userId }, support)
        expect([name, body.code, body.error]).toEqual([name, 119, expect.stringContaining('master key only')])
      }
    expect((await call('accountsLogInAs', { userId: editor.objectId }, support)).body.code).toBe(119)
    expect((await call('accountsUnlock', { userId: editor.objectId }, support)).status).toBe(200)
    expect((await call('accountsLogInAs', { userId: editor.objectId }, master)).status).toBe(200)
    expect((await call('accountsUnlock', { userId: colleague.objectId }, master)).status).toBe(200)
  })

  test.each([
    ['accountsUnlock', {}, 162],
    ['accountsUnlock', { userId: { $ne: 'x' } }, 162],
    ['accountsUnlock', { userId: '' }, 162],
    ['accountsUnlock', { object: 'x' }, 162],
    ['accountsUnlock', { userId: 'nobody' }, 101],
    ['accountsBlock', { userId: 'USER', rason: 'unpaid bills' }, 162],
    ['accountsBlock', { userId: 'USER', until: '2027-02-30' }, 162],
    ['accountsBlock', { userId: 'USER', until: '01/02/2099' }, 162],
    ['accountsBlock', { userId: 'USER', until: '9999-01-01' }, 162],
    ['accountsBlock', { userId: 'USER', until: 'soon' }, 162],
    ['accountsBlock', { userId: 'USER', until: '2001-01-01' }, 162],
    ['accountsBlock', { userId: 'USER', reason: 'x'.repeat(501) }, 162],
    ['accountsBlock', { userId: 'USER', reason: { a: 1 } }, 162],
    ['accountsHistory', { userId: 'USER', limit: -1 }, 162],
    ['accountsHistory', { userId: 'USER', limit: 'all' }, 162],
  ])('are told what is wrong with what they ask: %s (%#)', async (name, params, code) => {
    const { userId, ...rest } = params as { userId?: unknown }
    const sent = userId === 'USER' ? { userId: (await given().signUp()).objectId, ...rest } : params
    const { status, body } = await given().call(name, sent, master)
    expect([status, body.code]).toEqual([code === 101 ? 404 : 400, code])
  })

  test('leave nothing of it in the log', () => leaveNothing(given()))

  test('see a fault of the host’s own function as one, whose place the log has', async () => {
    const { call, signUp, log } = given()
    const { objectId: userId } = await signUp()
    exportData = () => {
      throw new TypeError('fetch failed')
    }
    const { status, body } = await call('accountsExport', { userId }, support)
    exportData = () => undefined
    expect([status, body]).toEqual([400, { code: 141, error: 'fetch failed' }])
    expect(log()).toMatch(/fetch failed[^]*operations\.spec\.ts/)
  })
}

describeOperating('operators', operatorsSpec, { userData: { export: () => exportData() } })

describeOperating(
  'operators, where the log has requests and answers,',
  (given) => {
    test('leave nothing of it in the log', () => leaveNothing(given()))

    test('leave nothing of it in the log by a batch', async () => {
      const { host, signUp, log } = given()
      const { objectId: userId, email } = await signUp()
      const requests = [
        { method: 'POST', path: '/parse/functions/accountsBlock', body: { userId, reason: 'unpaid bills' } },
        { method: 'POST', path: '/parse/functions/accountsExport', body: { userId } },
        { method: 'GET', path: '/parse/classes/Note', body: {} },
      ]
      const signedUp = log().length
      expect((await rest(host, 'POST', '/batch', { master: true, body: { requests } })).status).toBe(200)
      const lines = log().slice(signedUp)
      expect(lines).toContain('REQUEST for [POST] /parse/batch')
      for (const secret of [email, 'unpaid bills']) expect(lines).not.toContain(secret)
    })
  },
  { parseServer: { verbose: true } as never },
)
