/** Users who are deleted leave nothing behind: no session, no mail on its way, no place in a role. */
import { signUp } from '../support/auth0-log-in'
import { describeWithDatabase } from '../support/database'
import { graphql } from '../support/graphql'
import { type Host, startHost } from '../support/host'
import { rest } from '../support/rest'
import { configOf } from '../support/rule-users'

type User = Awaited<ReturnType<typeof signUp>>

const cloud = (Parse: typeof import('parse/node')) => {
  Parse.Cloud.define('remove', async ({ params }) => {
    const { id } = params as { id: string }
    await Parse.User.createWithoutData(id).destroy({ useMasterKey: true })
  })
  Parse.Cloud.afterDelete(Parse.User, async ({ object }) => {
    const message = { from: 'app@example.com', subject: 'Farewell', text: 'Farewell.' }
    await Parse.Cloud.sendEmail({ ...message, to: `left-${String(object.get('email'))}` })
  })
}

const deleteUser = `mutation ($id: ID!) { deleteUser(input: { id: $id }) { user { objectId } } }`

/** Nobody listens there: mails wait. */
const transport = 'smtp://127.0.0.1:9'

const ways: [string, (host: Host, user: User) => Promise<unknown>][] = [
  [
    'REST, by themselves',
    (host, { objectId, sessionToken }) => rest(host, 'DELETE', `/users/${objectId}`, { sessionToken }),
  ],
  [
    'REST, by an operator',
    (host, { objectId }) => rest(host, 'DELETE', `/users/${objectId}`, { master: true }),
  ],
  [
    '/batch',
    (host, { objectId }) => {
      const requests = [{ method: 'DELETE', path: `/parse/users/${objectId}` }]
      return rest(host, 'POST', '/batch', { master: true, body: { requests } })
    },
  ],
  ['GraphQL', (host, { objectId: id }) => graphql(host, deleteUser, { master: true, variables: { id } })],
  [
    'Cloud Code',
    (host, { objectId: id }) => rest(host, 'POST', '/functions/remove', { master: true, body: { id } }),
  ],
  ['purge', (host) => rest(host, 'DELETE', '/purge/_User', { master: true })],
]

describeWithDatabase('a deleted user', (database) => {
  let host: Host
  let count = 0
  beforeAll(async () => {
    host = await startHost({
      database: database(),
      email: { transport, from: 'app@example.com' },
      parseServer: { verifyUserEmails: true, cloud },
    })
  })
  afterAll(() => host.close())

  const pointer = ({ objectId }: User) => ({ __type: 'Pointer', className: '_User', objectId })
  const mailsTo = async (to: string) =>
    (await host.accounts.outbox.list()).filter((mail) => mail.to === to).map(({ kind }) => kind)
  const membershipsOf = ({ objectId: relatedId }: User) =>
    configOf(host).database.find('_Join:users:_Role', { relatedId })
  const roleWith = (users: User[]) => {
    const relation = { __op: 'AddRelation', objects: users.map(pointer) }
    const body = { name: `role${(count += 1)}`, ACL: {}, users: relation }
    return rest(host, 'POST', '/roles', { master: true, body })
  }

  test.each(ways)('leaves nothing, by %s', async (way, remove) => {
    const [user, other] = [
      await signUp(host, `gone${(count += 1)}@example.com`),
      await signUp(host, `stays${count}@example.com`),
    ]
    await roleWith([user, other])
    await roleWith([user])
    await rest(host, 'POST', '/requestPasswordReset', { body: { email: user.email } })
    expect((await mailsTo(user.email)).sort()).toEqual(['passwordReset', 'verification'])
    expect(await membershipsOf(user)).toHaveLength(2)

    await remove(host, user)
    expect(await mailsTo(user.email)).toEqual([])
    expect(await membershipsOf(user)).toEqual([])
    expect(await configOf(host).database.find('_Session', { user: pointer(user) })).toEqual([])
    if (way === 'purge') return
    expect(await mailsTo(other.email)).toEqual(['verification'])
    expect(await membershipsOf(other)).toHaveLength(1)
    expect(await mailsTo(`left-${user.email}`)).toEqual(['message'])
  })

  test('that nobody may delete keeps all', async () => {
    const user = await signUp(host, `kept${(count += 1)}@example.com`)
    await roleWith([user])
    const { sessionToken } = await signUp(host, `thief${count}@example.com`)
    await rest(host, 'DELETE', `/users/${user.objectId}`, { sessionToken })
    expect(await mailsTo(user.email)).toEqual(['verification'])
    expect(await membershipsOf(user)).toHaveLength(1)
  })
})
