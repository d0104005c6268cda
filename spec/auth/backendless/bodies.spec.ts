/** What a Backendless client is told when the body of a request is wrong. */
import { sendRaw, type WireRequest } from '../../contract/bad-input/wire'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'
import {
  backendless,
  call,
  expectRefusal,
  find,
  logIn,
  refusal,
  register,
  registered,
  root,
  somebody,
} from './backendless'

const json = { 'Content-Type': 'application/json' }

describeWithDatabase('Backendless clients', (database) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost({ database: database(), backendless })
  })
  afterAll(() => host.close())

  // A connection that is kept may end while the next request is sent.
  const raw = ({ headers = json, ...request }: Partial<WireRequest>) =>
    sendRaw(host.url, {
      method: 'POST',
      path: `${root}/users/register`,
      ...request,
      headers: { ...headers, Connection: 'close' },
    })

  const countUsers = async () => {
    const query = { count: '1', limit: '0' }
    return (await rest(host, 'GET', '/users', { master: true, query })).body.count as number
  }

  test.each([
    ['{', 400],
    ['{"email":', 400],
    ['email=ann&password=hunter2', 400],
    ['"hunter2"', 400],
    ['null', 400],
    ['[]', 400],
    ['[{"email":"a@b.c","password":"hunter2"}]', 400],
    ['1e999', 400],
    [`{"name":"${'x'.repeat(200_000)}"}`, 413],
  ])('register nobody with the body %.40j', async (body, status) => {
    expectRefusal(await raw({ body }), status, status)
    if (status === 400) expectRefusal(await raw({ path: `${root}/users/login`, body }), 400, 400)
  })

  test.each([
    [{ 'Content-Type': 'text/plain' }, 400],
    [{ 'Content-Type': 'application/x-www-form-urlencoded' }, 400],
    [{ 'Content-Type': 'multipart/form-data' }, 400],
    [{ ...json, 'Content-Encoding': 'hunter2' }, 415],
    [{ 'Content-Type': 'application/json; charset=hunter2' }, 415],
  ])('register nobody with the headers %j', async (headers, status) => {
    expectRefusal(await raw({ headers, body: JSON.stringify(somebody()) }), status, status)
  })

  test.each([
    [{ password: undefined }, 3011],
    [{ password: '' }, 3011],
    [{ password: null }, 3011],
    [{ password: 1 }, 3011],
    [{ password: { $ne: 1 } }, 3011],
    [{ password: 'x'.repeat(2000) }, 3011],
    [{ email: undefined }, 3013],
    [{ email: '' }, 3013],
    [{ email: null }, 3013],
    [{ email: 1 }, 3040],
    [{ email: { $ne: 1 } }, 3040],
    [{ email: ['a@example.com'] }, 3040],
    [{ email: 'nobody' }, 3040],
    [{ email: `${'a'.repeat(2000)}@example.com` }, 3040],
    [{ id: '1' }, 3039],
    [{ objectId: 'mine' }, 3021],
    [{ username: 'ann' }, 3021],
    [{ emailVerified: true }, 3021],
    [{ authData: { anonymous: { id: '1' } } }, 3021],
    [{ ACL: { '*': { write: true } } }, 3021],
    [{ sessionToken: 'r:1' }, 3021],
    [{ createdAt: 0 }, 3021],
    [{ created: 0 }, 3021],
    [{ userStatus: 'GUEST' }, 3021],
    [{ ___class: 'Orders' }, 3021],
    [{ _hashed_password: '$2b$10$' }, 3021],
    [{ _email_verify_token: 'x' }, 3021],
    [{ _rperm: ['*'] }, 3021],
    [{ 'user-token': 'r:1' }, 3021],
    [{ 'a.b': 1 }, 3021],
    [{ $where: '1' }, 3021],
    [{ '': 1 }, 3021],
    [{ constructor: 1 }, 3021],
    [{ name: { constructor: 1 } }, 3021],
    [{ name: 'a\0b' }, 3021],
    [{ name: { __op: 'Explode' } }, 3021],
    [{ name: { __type: 'Date', iso: 'never' } }, 3021],
    [{ ['n'.repeat(200)]: 1 }, 3021],
  ])('register nobody with %.80j', async (fields, code) => {
    const before = await countUsers()
    expect(await register(host, { ...somebody(), ...fields })).toEqual(refusal(400, code))
    expect(await countUsers()).toBe(before)
  })

  test.each(['{"__proto__": {"admin": true}', '{"name": {"__proto__": {"admin": true}}'])(
    'register nobody with %s',
    async (start) => {
      const { email, password } = somebody()
      const body = `${start}, "email": "${email}", "password": "${password}"}`
      expectRefusal(await raw({ body }), 400, 3021)
      expect({}).not.toHaveProperty('admin')
    },
  )

  test('register nobody a second time', async () => {
    const person = await registered(host)
    expect(await register(host, person)).toEqual(refusal(409, 3033))
    const { body: found } = await find(host, `email='${person.email}'`)
    expect(found).toHaveLength(1)
  })

  test('register nobody under the name of somebody else', async () => {
    const person = somebody()
    const body = { ...person, username: 'taken@example.com' }
    await rest(host, 'POST', '/users', { body })
    expect(await register(host, { ...person, email: 'taken@example.com' })).toEqual(refusal(409, 3033))
  })

  test.each([
    [{}, 400, 3038],
    [{ login: 'ann@example.com' }, 400, 3038],
    [{ password: 'x' }, 400, 3038],
    [{ login: null, password: 'x' }, 400, 3038],
    [{ login: 1, password: 'x' }, 400, 3038],
    [{ login: { $ne: null }, password: { $ne: null } }, 400, 3038],
    [{ login: ['ann@example.com'], password: 'x' }, 400, 3038],
    [{ login: '', password: 'x' }, 400, 3006],
    [{ login: 'ann@example.com', password: '' }, 400, 3006],
    [{ login: 'nobody@example.com', password: 'x' }, 401, 3003],
    [{ login: "' or 1=1 --", password: 'x' }, 401, 3003],
    [{ login: 'x'.repeat(50_000), password: 'x'.repeat(40_000) }, 401, 3003],
    [{ login: 'ann\0', password: 'x' }, 400, 3000],
    [{ login: 'nobody@example.com', password: 'x', authData: { anonymous: { id: '1' } } }, 401, 3003],
  ])('are not logged in with %.80j', async (body, status, code) => {
    expect(await call(host, 'POST', '/users/login', { body })).toEqual(refusal(status, code))
  })

  test('are told the same of a wrong password and an unknown address', async () => {
    const { email } = await registered(host)
    const wrong = await logIn(host, { email, password: 'wrong' })
    expect(wrong).toEqual(refusal(401, 3003, 'Invalid login or password'))
    expect((await logIn(host, somebody())).body).toEqual(wrong.body)
  })

  test('register nobody without a body', async () => {
    expectRefusal(await raw({}), 400, 3013)
  })
})
