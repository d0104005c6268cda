/** GraphQL guide: its operations can be read from the schema by those who may, and by nobody else. */
import { describeWithDatabase } from '../../support/database'
import { type Host, type HostOptions, startHost } from '../../support/host'
import { graphql } from './accounts'

const introspection = '{ __schema { mutationType { fields { name } } queryType { fields { name } } } }'
const oneType = '{ __type(name: "LogOutPayload") { fields { name type { name } } } }'

const operations = [
  ...['signUp', 'logIn', 'logInWith', 'logOut', 'resetPassword', 'sendVerificationEmail'],
  ...['createUser', 'updateUser', 'deleteUser', 'user', 'users', 'viewer'],
]

interface Schema {
  data: { __schema: Record<'mutationType' | 'queryType', { fields: { name: string }[] }> }
}

function namesIn(body: unknown): string[] {
  const { mutationType, queryType } = (body as Schema).data.__schema
  return [...mutationType.fields, ...queryType.fields].map(({ name }) => name)
}

const refused = {
  status: 403,
  body: {
    errors: [{ message: 'Introspection is not allowed', extensions: { code: expect.any(String) as string } }],
  },
}

function describeSchema(title: string, options: HostOptions['graphql'], isPublic: boolean): void {
  describeWithDatabase(`GraphQL guide, introspection: ${title}`, (database) => {
    let host: Host
    beforeAll(async () => {
      host = await startHost({ database: database(), ...(options ? { graphql: options } : {}) })
    })
    afterAll(() => host.close())

    test.each([introspection, oneType])('for everybody: %s', async (query) => {
      const { status, body } = await graphql(host, query)
      if (isPublic) expect([status, Object.keys(body as object)]).toEqual([200, ['data']])
      else expect({ status, body: body }).toEqual(refused)
    })

    test('with the master key, which finds every documented operation', async () => {
      const { status, body } = await graphql(host, introspection, { master: true })
      expect(status).toBe(200)
      expect(namesIn(body)).toEqual(expect.arrayContaining(operations))
    })

    test('logOut has its documented viewer in the schema', async () => {
      const { body } = await graphql(host, oneType, { master: true })
      expect(body).toEqual({
        data: {
          __type: {
            fields: expect.arrayContaining([
              { name: 'clientMutationId', type: { name: 'String' } },
              { name: 'viewer', type: { name: 'Viewer' } },
            ]) as unknown,
          },
        },
      })
    })

    test('an error suggests names of the schema only to those who may read it', async () => {
      const { status, body } = await graphql(host, '{ viewerr { sessionToken } }')
      expect(status).toBe(400)
      expect(JSON.stringify(body).includes('Did you mean')).toBe(isPublic)
    })
  })
}

describeSchema('closed by default', undefined, false)
describeSchema('closed', { publicIntrospection: false }, false)
describeSchema('open, when it is asked for', { publicIntrospection: true }, true)
