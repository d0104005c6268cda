/** Security events of what a transaction writes: told when it is committed, and not at all when it is rolled back. */
import type { SecurityEvent } from '../../../index'
import { acme, acmeAuthData } from '../../support/acme'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'

const password = 'correct-horse'

describeWithDatabase('security events of a transaction', (database) => {
  let host: Host
  let told: [type: string, by?: string][] = []
  const hear = ({ type, by }: SecurityEvent) => void told.push(by === undefined ? [type] : [type, by])
  beforeAll(async () => {
    host = await startHost({
      database: database(),
      parseServer: { auth: { acme } },
      configure: (accounts) => {
        accounts.on('security', hear)
        accounts.on('login', ({ provider }) => void told.push([`login event of ${provider}`]))
      },
    })
  })
  afterAll(() => host.close())
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
})
