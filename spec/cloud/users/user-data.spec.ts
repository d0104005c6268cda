/** Users who are deleted with all that is theirs, and exported without what is secret. */
import type { SecurityEvent } from '../../../index'
import { deleteUser } from '../../../src/cloud/users/delete'
import { exportUser } from '../../../src/cloud/users/export'
import { acme, acmeAuthData } from '../../support/acme'
import { newPerson } from '../../support/auth0-log-in'
import { bearer } from '../../support/bearer'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'
import { configOf } from '../../support/rule-users'
import { startTenant, type Tenant } from '../../support/tenant'

const password = 'correct-horse'
const agent = { 'User-Agent': 'Mozilla/5.0 (Windows NT 10.0; rv:125.0) Gecko/20100101 Firefox/125.0' }

function circle(): object {
  const self: Record<string, unknown> = {}
  return Object.assign(self, { self })
}

describeWithDatabase('the data of a user', (database) => {
  let tenant: Tenant
  let host: Host
  let events: SecurityEvent[] = []
  let deleteNotes: (userId: string) => Promise<unknown>
  let exportNotes: (userId: string) => unknown
  const notes = (userId: string) => new globalThis.Parse.Query('Note').equalTo('owner', userId)
  const destroyNotes = async (userId: string) => {
    const found = await notes(userId).find({ useMasterKey: true })
    await globalThis.Parse.Object.destroyAll(found, { useMasterKey: true })
  }
  const textsOf = async (userId: string) => {
    const found = await notes(userId).find({ useMasterKey: true })
    return found.map((note) => note.get('text') as string)
  }
  beforeAll(async () => {
    tenant = await startTenant()
    host = await startHost({
      database: database(),
      auth0: tenant.options,
      email: { transport: 'smtp://127.0.0.1:9', from: 'app@example.com' },
      pages: false,
      parseServer: { auth: { acme } },
      userData: {
        delete: ({ userId }) => deleteNotes(userId),
        export: ({ userId }) => exportNotes(userId),
      },
      configure: (accounts) => void accounts.on('security', (event) => void events.push(event)),
    })
  })
  afterAll(async () => {
    await host.close()
    await tenant.close()
  })
  beforeEach(() => {
    deleteNotes = destroyNotes
    exportNotes = textsOf
    events = []
  })

  let names = 0
  async function signUp(more: object = {}) {
    const username = `user${(names += 1)}`
    const email = `${username}@example.com`
    const { body } = await rest(host, 'POST', '/users', { body: { username, password, email, ...more } })
    const { objectId, sessionToken } = body as { objectId: string; sessionToken: string }
    await new globalThis.Parse.Object('Note', { owner: objectId, text: `of ${username}` }).save(null, {
      useMasterKey: true,
    })
    return { username, email, objectId, sessionToken }
  }
  const logIn = (username: string, given = password) =>
    rest(host, 'POST', '/login', { headers: agent, body: { username, password: given } })
  const noteCount = (userId: string) => notes(userId).count({ useMasterKey: true })
  const storedFor = (where: object) => configOf(host).database.find('AccountsAudit', where)

  test('is deleted with the user: sessions, mails that wait, and what the host has', async () => {
    const { objectId, email, sessionToken } = await signUp()
    const other = await signUp()
    await rest(host, 'POST', '/requestPasswordReset', { body: { email } })
    expect(await host.accounts.users.delete(objectId)).toBe(true)
    expect((await rest(host, 'GET', '/users/me', { sessionToken })).body.code).toBe(209)
    expect((await host.accounts.outbox.list()).filter(({ to }) => to === email)).toEqual([])
    expect([await noteCount(objectId), await noteCount(other.objectId)]).toEqual([0, 1])
    expect(await configOf(host).database.find('_User', { objectId })).toEqual([])
    expect((await rest(host, 'GET', '/users/me', other)).status).toBe(200)
    expect(events.filter(({ type }) => type === 'userDeleted')).toMatchObject([{ userId: objectId }])
  })

  test('of whom no token opens a session again', async () => {
    const token = await tenant.accessToken({ sub: newPerson().sub })
    const { body } = await rest(host, 'GET', '/users/me', bearer(token))
    const iat = Math.floor(Date.now() / 1000) - 60
    const older = await tenant.accessToken({
      sub: (body.authData as { auth0: { id: string } }).auth0.id,
      iat,
    })
    expect(await host.accounts.users.delete(String(body.objectId))).toBe(true)
    expect((await rest(host, 'GET', '/users/me', bearer(older))).status).toBe(401)
  })

  test('stays where the host can’t delete its own, and is deleted at the next try', async () => {
    const { objectId, username } = await signUp()
    deleteNotes = () => Promise.reject(new Error('the disk is full'))
    await expect(host.accounts.users.delete(objectId)).rejects.toThrow('the disk is full')
    expect((await logIn(username)).status).toBe(200)
    deleteNotes = destroyNotes
    expect(await host.accounts.users.delete(objectId)).toBe(true)
  })

  test('stays where the host’s function hangs, and is deleted at the next try', async () => {
    const { objectId, username } = await signUp()
    let isHanging = true
    const hang = () => (isHanging ? new Promise(() => undefined) : undefined)
    const parts = {
      config: configOf(host),
      sessions: { list: () => Promise.resolve([]), revoke: () => Promise.resolve(0) },
      ...{ userData: { delete: hang, export: hang }, seconds: 0.05 },
    }
    const refusal = (name: string) => ({
      code: 141,
      message: `userData.${name} has not ended after 0.05 seconds. See what it waits for, and try again.`,
    })
    await expect(exportUser(parts, objectId)).rejects.toMatchObject(refusal('export'))
    await expect(deleteUser(parts, objectId)).rejects.toMatchObject(refusal('delete'))
    expect((await logIn(username)).status).toBe(200)
    isHanging = false
    expect(await deleteUser(parts, objectId)).toBe(true)
  })

  test('is deleted once, however many ask for it', async () => {
    const { objectId } = await signUp()
    const asked = Array.from({ length: 10 }, () => host.accounts.users.delete(objectId))
    expect((await Promise.all(asked)).filter(Boolean)).toEqual([true])
  })

  test('leaves rows of the audit, without from where the user came, whoever deletes', async () => {
    for (const remove of [
      ({ objectId }: { objectId: string }) => host.accounts.users.delete(objectId),
      ({ objectId, sessionToken }: { objectId: string; sessionToken: string }) =>
        rest(host, 'DELETE', `/users/${objectId}`, { sessionToken }),
    ]) {
      const user = await signUp()
      await logIn(user.username)
      const body = { userId: user.objectId, operator: 'Bob' }
      await rest(host, 'POST', '/loginAs', { master: true, headers: agent, body })
      await remove(user)
      const rows = await storedFor({ userId: user.objectId, event: { $ne: 'userDeleted' } })
      expect(rows.map(({ event }) => event).sort()).toEqual(['login', 'loginAs', 'signUp'])
      for (const { by, ip, device } of rows)
        expect([ip !== undefined, device]).toEqual(
          by === 'master' ? [true, 'Firefox on Windows'] : [false, undefined],
        )
    }
  })

  test('is exported as JSON: what is kept, and nothing that lets somebody in or tells of operators', async () => {
    const authData = { ...acmeAuthData('exported'), acme: { ...acmeAuthData('exported').acme } }
    const user = await signUp({ nickname: 'Ann' })
    await rest(host, 'PUT', `/users/${user.objectId}`, {
      sessionToken: user.sessionToken,
      body: { authData },
    })
    const relation = {
      __op: 'AddRelation',
      objects: [{ __type: 'Pointer', className: '_User', objectId: user.objectId }],
    }
    await rest(host, 'POST', '/roles', { master: true, body: { name: 'Editors', ACL: {}, users: relation } })
    await logIn(user.username)
    const loginAs = { userId: user.objectId, operator: 'Bob of support (he is on duty)' }
    await rest(host, 'POST', '/loginAs', { master: true, body: loginAs })
    events = []
    const exported = await host.accounts.users.export(user.objectId)
    const json = JSON.stringify(exported)
    expect(JSON.parse(json)).toMatchObject({
      exportedAt: expect.stringMatching(/^\d{4}-.*Z$/) as unknown,
      user: { objectId: user.objectId, username: user.username, email: user.email, nickname: 'Ann' },
      identities: [{ provider: 'acme', id: 'exported' }],
      roles: ['Editors'],
      data: [`of ${user.username}`],
    })
    expect(exported?.sessions.map(({ provider }) => provider)).toContain('password')
    const history = exported?.history ?? []
    expect(history.find(({ type }) => type === 'login')).toMatchObject({ device: 'Firefox on Windows' })
    expect(history.find(({ type }) => type === 'loginAs')).not.toHaveProperty('ip')
    expect(json).not.toMatch(/correct-horse|\$2[aby]\$|r:[0-9a-f]{8}|_hashed|token|on duty/)
    expect(events).toMatchObject([{ type: 'userExported', userId: user.objectId }])
  })

  test('is exported without the id of an anonymous user, which alone lets in', async () => {
    const id = 'an id that only the device has'
    const { body } = await rest(host, 'POST', '/users', { body: { authData: { anonymous: { id } } } })
    const exported = await host.accounts.users.export(String(body.objectId))
    expect(exported?.identities).toEqual([{ provider: 'anonymous' }])
    expect(JSON.stringify(exported)).not.toContain(id)
  })

  test.each([
    ['a circle', () => circle()],
    ['an invalid date', () => ({ at: [new Date(NaN)] })],
    [
      'a getter that throws',
      () => ({
        get at() {
          throw new Error('broken')
        },
      }),
    ],
    [
      'a toJSON that throws',
      () => ({
        toJSON() {
          throw new Error('broken')
        },
      }),
    ],
    ['a BigInt', () => [1n]],
  ])('is not exported with %s, and the server goes on', async (_what, data) => {
    const { objectId } = await signUp()
    exportNotes = data
    const call = { master: true, body: { userId: objectId } }
    const { status, body } = await rest(host, 'POST', '/functions/accountsExport', call)
    expect([status, body.code, body.error]).toEqual([400, 141, expect.stringContaining('is no JSON')])
    await expect(host.accounts.users.export(objectId)).rejects.toThrow('is no JSON')
    exportNotes = () => ({ at: new Date(0), none: undefined })
    const good = await rest(host, 'POST', '/functions/accountsExport', call)
    expect(good.body.result).toMatchObject({ data: { at: { iso: '1970-01-01T00:00:00.000Z' } } })
  })

  test('has to be somebody’s', async () => {
    const { users } = host.accounts
    expect(await users.delete('nobody')).toBe(false)
    expect(await users.export('nobody')).toBeUndefined()
    for (const id of ['', undefined, { $ne: 'x' }] as unknown as string[]) {
      await expect(users.delete(id)).rejects.toThrow(TypeError)
      await expect(users.export(id)).rejects.toThrow(TypeError)
    }
  })
})
