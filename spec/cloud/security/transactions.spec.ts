/** Security events of what a transaction writes: told when it is committed, and not at all when it is rolled back. */
import type { SecurityEvent } from '../../../index'
import { acme, acmeAuthData } from '../../support/acme'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'
import { startTenant, type Tenant } from '../../support/tenant'

const password = 'correct-horse'

describeWithDatabase('security events of a transaction', (database) => {
  let tenant: Tenant
  let host: Host
  let told: [type: string, by?: string][] = []
  const hear = ({ type, by }: SecurityEvent) => void told.push(by === undefined ? [type] : [type, by])
  beforeAll(async () => {
    tenant = await startTenant()
    host = await startHost({
      database: database(),
      auth0: tenant.options,
      parseServer: { auth: { acme } },
      configure: (accounts) => {
        accounts.on('security', hear)
        accounts.on('login', ({ provider }) => void told.push([`login event of ${provider}`]))
      },
    })
  })
  afterAll(async () => {
    await host.close()
    await tenant.close()
  })
  beforeEach(() => void (told = []))

  const inTransaction = (requests: object[], as: object = {}) =>
    rest(host, 'POST', '/batch', { body: { transaction: true, requests }, ...as })
  const post = (path: string, body: object) => ({ method: 'POST', path: `/parse${path}`, body })
  const refused = { method: 'PUT', path: '/parse/classes/Thing/none', body: { name: 'x' } }
  const newRole = (name: string) => post('/roles', { name, ACL: {} })
  const signUp = (username: string) => post('/users', { username, password })
  const comeIn = (name: string) => post('/users', { authData: acmeAuthData(name) })

  test('are none of users and roles that are rolled back', async () => {
    const { body } = await rest(host, 'POST', '/roles', { master: true, body: { name: 'kept', ACL: {} } })
    const path = `/parse/roles/${(body as { objectId: string }).objectId}`
    told = []
    await inTransaction([signUp('ann'), refused])
    await inTransaction([comeIn('ann'), refused])
    await inTransaction([newRole('staff'), refused], { master: true })
    await inTransaction([{ method: 'PUT', path, body: { ACL: {} } }, refused], { master: true })
    await inTransaction([{ method: 'DELETE', path }, refused], { master: true })
    expect(told).toEqual([])
  })

  test('are there when it is committed, with who has done it', async () => {
    // There, transactions take a replica set.
    if (database().engine === 'mongodb') return
    expect((await inTransaction([signUp('bob')])).status).toBe(200)
    expect(told.splice(0)).toEqual([['signUp']])
    expect((await inTransaction([comeIn('bob')])).status).toBe(200)
    expect(told.splice(0)).toEqual([['login event of acme'], ['login']])
    expect((await inTransaction([newRole('staff')], { master: true })).status).toBe(200)
    expect(told.splice(0)).toEqual([['roleChanged', 'master']])
  })

  const logIn = (username: string) => post('/login', { username, password })
  const byAuth0 = async (name: string) => {
    const claims = { sub: `auth0|${name}`, email: `${name}@example.com` }
    return post('/users', { authData: { auth0: { id_token: await tenant.idToken(claims) } } })
  }
  const registered = async (username: string) => {
    const { body } = await rest(host, 'POST', '/users', { body: { username, password } })
    told = []
    return body as { objectId: string; sessionToken: string }
  }

  test('are none of log-ins and log-outs that are rolled back', async () => {
    const { objectId: userId, sessionToken } = await registered('eve')
    await inTransaction([logIn('eve'), refused])
    await inTransaction([await byAuth0('eve'), refused])
    await inTransaction([post('/loginAs', { userId }), refused], { master: true })
    await inTransaction([post('/logout', {}), refused], { sessionToken })
    expect(told).toEqual([])
    expect((await rest(host, 'GET', '/users/me', { sessionToken })).status).toBe(200)
  })

  test('are there of log-ins and log-outs that are committed', async () => {
    if (database().engine === 'mongodb') return
    const { objectId: userId, sessionToken } = await registered('joe')
    await inTransaction([logIn('joe')])
    expect(told.splice(0)).toEqual([['login event of password'], ['login']])
    await inTransaction([await byAuth0('joe')])
    expect(told.splice(0)).toEqual([['login event of auth0'], ['login']])
    await inTransaction([post('/loginAs', { userId })], { master: true })
    expect(told.splice(0)).toEqual([['loginAs', 'master']])
    await inTransaction([post('/logout', {})], { sessionToken })
    expect(told.splice(0)).toEqual([['logout']])
  })
})
