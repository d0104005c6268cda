/** Who may make roles: operators, unless the host has said otherwise. */
import { signUp } from '../../support/auth0-log-in'
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import { type Host, type HostOptions, startHost } from '../../support/host'
import { rest } from '../../support/rest'

const all = { '*': true }
const open = { find: all, get: all, count: all, create: all, update: all, delete: all, addField: all }

describeWithDatabase('who may make roles', (database) => {
  let host: Host
  let count = 0
  afterEach(() => host.close())
  const start = async (parseServer: HostOptions['parseServer'] = {}) => {
    host = await startHost({ database: database(), parseServer })
  }
  const make = async (request: object) => {
    const body = { name: `role-${++count}`, ACL: {} }
    return (await rest(host, 'POST', '/roles', { body, ...request })).status
  }
  const asUser = async () => {
    const { sessionToken } = await signUp(host, `user${++count}@example.com`)
    return { sessionToken }
  }

  test('is the master key, at first', async () => {
    await start()
    expect(await make(await asUser())).toBe(400)
    expect(await make({})).toBe(400)
    const mutation =
      'mutation { createRole(input: { fields: { name: "g", ACL: { users: [] } } }) { role { id } } }'
    expect((await graphql(host, mutation, await asUser())).body).toHaveProperty('errors')
    expect(await make({ master: true })).toBe(201)
    expect((await graphql(host, mutation, { master: true })).body).not.toHaveProperty('errors')
    // They are read, and changed by whom their ACL lets, as ever.
    const { body } = await rest(host, 'GET', '/schemas/_Role', { master: true })
    expect(body.classLevelPermissions).toMatchObject({ ...open, create: {} })
  })

  test('is everybody, for good, when an operator says so', async () => {
    await start()
    const body = { classLevelPermissions: open }
    expect((await rest(host, 'PUT', '/schemas/_Role', { master: true, body })).status).toBe(200)
    expect(await make(await asUser())).toBe(201)
    await host.close()
    await start()
    expect(await make(await asUser())).toBe(201)
  })

  test('is who parseServer.schema says', async () => {
    const classLevelPermissions = { ...open, create: { requiresAuthentication: true }, addField: {} }
    await start({ schema: { definitions: [{ className: '_Role', classLevelPermissions }] } })
    expect(await make(await asUser())).toBe(201)
    expect(await make({})).toBe(404)
  })
})

describeWithDatabase('who may make roles, where parseServer.schema says nothing of them', (database) => {
  test('is the master key', async () => {
    const beforeMigration = jest.fn()
    const schema = { definitions: [{ className: 'Note' }], beforeMigration }
    const host = await startHost({ database: database(), parseServer: { schema } })
    const { sessionToken } = await signUp(host, 'ann@example.com')
    const body = { name: 'role', ACL: {} }
    expect((await rest(host, 'POST', '/roles', { sessionToken, body })).status).toBe(400)
    expect((await rest(host, 'POST', '/roles', { master: true, body })).status).toBe(201)
    expect(beforeMigration).toHaveBeenCalledTimes(1)
    await host.close()
  })
})
