/** What a client could do to a plain parse-server with one odd request. */
import { graphql } from '../../support/graphql'
import { rest } from '../../support/rest'
import { describeBadInput, password } from './bad-input'
import { asAnn, json, row } from './rows'
import type { Parse } from '../../support/sdk'
import { megabyte } from './values'

const bodyOf = ({ body }: { body: unknown }) => body

describeBadInput(
  'the serious ones',
  (context) => {
    const me = async () => {
      const { sessionToken } = context.ann
      const answer = await rest(context.host, 'GET', '/users/me', { sessionToken })
      return [answer.status, (bodyOf(answer) as { objectId?: string }).objectId]
    }
    const asBefore = () => [200, context.ann.objectId]
    const put = (body: string, path = '/users/$USER') =>
      context.send(row('PUT', path, body, { headers: asAnn }))
    const timed = async (send: () => Promise<unknown>) => {
      const start = performance.now()
      const result = await send()
      return { result, duration: performance.now() - start }
    }

    describe('a user can not take another identity', () => {
      const identities = ['another', 'role:admin', '*', '']
      const paths = ['/users/$USER', '/classes/_User/$USER', '/classes/%5FUser/$USER', '/USERS/$USER/']

      test.each(identities.flatMap((id) => paths.map((path) => ({ id, path }))))(
        '$path "$id"',
        async ({ id, path }) => {
          const { status, json: body } = await put(JSON.stringify({ objectId: id }), path)
          expect([status, body]).toEqual([400, expect.objectContaining({ code: 105 })])
          expect(await me()).toEqual(asBefore())
        },
      )

      test.each(identities)('"%s" in a batch', async (objectId) => {
        const requests = [{ method: 'PUT', path: `/parse/users/${context.ann.objectId}`, body: { objectId } }]
        const answer = await context.send(
          row('POST', '/batch', JSON.stringify({ requests }), { headers: asAnn }),
        )
        expect(answer.json).toEqual([{ error: expect.objectContaining({ code: 105 }) as unknown }])
        expect(await me()).toEqual(asBefore())
      })

      test('by the master key neither: everything that belongs to the user would be lost', async () => {
        const body = { objectId: 'another' }
        const path = `/users/${context.ann.objectId}`
        const answer = await rest(context.host, 'PUT', path, { body, master: true })
        expect(answer.body).toMatchObject({ code: 105 })
      })

      test('the same id is harmless, as clients that send whole objects write it', async () => {
        const { status } = await put('{"objectId":"$USER","color":"red"}')
        expect(status).toBe(200)
        expect(await me()).toEqual(asBefore())
        expect(await context.read(`/users/${context.ann.objectId}`)).toHaveProperty('color', 'red')
      })

      test('by GraphQL, whose schema has no such field', async () => {
        const mutation = 'mutation ($input: UpdateUserInput!) { updateUser(input: $input) { user { id } } }'
        const variables = { input: { id: context.ann.objectId, fields: { objectId: 'another' } } }
        const { sessionToken } = context.ann
        const body = bodyOf(await graphql(context.host, mutation, { variables, sessionToken }))
        expect(body).toHaveProperty('errors')
        expect(await me()).toEqual(asBefore())
      })
    })

    test.each(['{"$ne":""}', '{"$regex":"."}', '{"$in":["$USER"]}', '["$USER"]'])(
      'loginAs takes an id, not a query: %s',
      async (userId) => {
        const headers = { 'X-Parse-Master-Key': '$MASTER' }
        const bodies = [`{"userId":${userId}}`]
        const batched = `{"requests":[{"method":"POST","path":"/parse/loginAs","body":{"userId":${userId}}}]}`
        for (const body of bodies) {
          const { status, json: answer } = await context.send(row('POST', '/loginAs', body, { headers }))
          expect([status, answer]).toEqual([400, expect.objectContaining({ code: 162 })])
        }
        const answer = await context.send(row('POST', '/batch', batched, { headers }))
        expect(answer.json).toEqual([{ error: expect.objectContaining({ code: 162 }) as unknown }])
      },
    )

    test.each([
      ['POST', '/users', '{"authData":$}'],
      ['POST', '/users', '{"authData":{"anonymous":$}}'],
      ['PUT', '/users/$USER', '{"authData":$}'],
      ['PUT', '/users/$USER', '{"authData":{"anonymous":$}}'],
      ['POST', '/login', '{"username":"$NAME","password":"$PASSWORD","authData":$}'],
    ])('%s %s %s: a megabyte of text as authData blocks nobody', async (method, path, body) => {
      const text = body.replace(/\$(?=[}])/, JSON.stringify(megabyte))
      const { result, duration } = await timed(() =>
        context.send(row(method, path, text, { headers: asAnn })),
      )
      expect(result).toMatchObject({ status: 400, json: { code: 252 } })
      expect(duration).toBeLessThan(5000)
    })

    test('3000 new fields are refused before a column is added', async () => {
      const fields = Array.from({ length: 3000 }, (_, index) => `"flood${index}":1`).join(',')
      const { result, duration } = await timed(() => put(`{${fields}}`))
      expect(result).toMatchObject({ status: 400, json: { code: 116 } })
      expect(duration).toBeLessThan(5000)
      expect(JSON.stringify(await context.read('/schemas/_User'))).not.toContain('flood')
    })

    test('a password with half a surrogate pair is refused: any other half would open the account', async () => {
      const body = '{"username":"half","password":"good\\ud800"}'
      expect(await context.send(row('POST', '/users', body))).toMatchObject({
        status: 400,
        json: { code: 107 },
      })
      expect(await put('{"password":"good\\ud800"}')).toMatchObject({ status: 400, json: { code: 107 } })
    })

    test.each([
      '"username":null',
      '"username":""',
      '"username":{"__op":"Delete"}',
      '"password":""',
      '"password":null',
    ])('a user can not lock themselves out with %s', async (field) => {
      expect((await put(`{${field}}`)).status).toBe(400)
      const { username } = context.ann
      expect((await rest(context.host, 'POST', '/login', { body: { username, password } })).status).toBe(200)
    })

    test('a GraphQL upload without a boundary is answered', async () => {
      const headers = { 'Content-Type': 'multipart/form-data' }
      const answer = await context.send({ ...row('POST', '/graphql', '{}', { headers }), isRoot: true })
      expect(answer).toMatchObject({ status: 400, json: { code: 107 } })
    })

    test.each(['/users', '/login', '/batch'])('malformed JSON for %s is not repeated', async (path) => {
      const answer = await context.send(row('POST', path, '{"password":"$PASSWORD"', { headers: json }))
      expect(answer).toMatchObject({ status: 400, json: { code: 107 } })
      expect(answer.text).not.toContain(password.slice(0, 6))
    })

    test('a GraphQL error does not repeat the password beside a field that is not there', async () => {
      const mutation = 'mutation ($input: SignUpInput!) { signUp(input: $input) { viewer { sessionToken } } }'
      const input = { fields: { username: 'a', password: 'secret; at "x"; more', unknown: 1 } }
      const body = bodyOf(await graphql(context.host, mutation, { variables: { input } }))
      expect(JSON.stringify(body)).not.toMatch(/secret|more/)
      expect(body).toHaveProperty(
        'errors.0.message',
        expect.stringContaining('Field "unknown" is not defined'),
      )
    })

    test('too large a GraphQL request is a Parse error', async () => {
      const answer = await graphql(context.host, `{ viewer { sessionToken } } #${'x'.repeat(200_000)}`)
      expect([answer.status, answer.body]).toEqual([413, { code: 116, error: 'The request is too large.' }])
    })

    test('a batch does not hand on what the database says', async () => {
      const where = { username: { $regex: '(' } }
      const requests = [{ method: 'GET', path: '/parse/users', body: { where } }]
      const answer = await context.send(row('POST', '/batch', JSON.stringify({ requests })))
      expect(answer.json).toEqual([{ error: { code: 102, error: expect.any(String) as string } }])
      expect(answer.text).not.toMatch(/regular|regex|paren|2201B|51091/i)
    })

    test("a host's own codes and words are handed on", async () => {
      const answer = await rest(context.host, 'POST', '/functions/refuse', { body: {} })
      expect([answer.status, answer.body]).toEqual([400, { code: 4711, error: 'not on Sundays' }])
      const requests = [{ method: 'POST', path: '/parse/functions/refuse', body: {} }]
      const batch = await rest(context.host, 'POST', '/batch', { body: { requests } })
      expect(batch.body).toEqual([{ error: { code: 4711, error: 'not on Sundays' } }])
    })

    test("a Cloud function's parameters are its own: where, limit and order mean what it wants", async () => {
      const body = { where: 'Vienna', limit: 'none', order: { by: 'name' }, keys: [{ a: 1 }] }
      const answer = await rest(context.host, 'POST', '/functions/echo?skip=no', { body })
      expect([answer.status, answer.body]).toEqual([200, { result: { ...body, skip: 'no' } }])
    })
  },
  {
    parseServer: {
      cloud: ({ Cloud, Error }: typeof Parse) => {
        Cloud.define('refuse', () => {
          throw new Error(4711, 'not on Sundays')
        })
        Cloud.define('echo', ({ params }) => params)
      },
    },
  },
)
