/** Every way in which somebody with a session may write to a row of users: for specs that no way may get around. */
import type { UserBody } from './auth0-log-in'
import { graphql } from './graphql'
import type { Host } from './host'
import { rest, type RestResponse } from './rest'

interface CloudRequest {
  user: { getSessionToken(): string }
  params: { objectId: string; fields: object }
}

interface Server {
  Cloud: { define(name: string, run: (request: CloudRequest) => Promise<unknown>): void }
  User: new () => { id: string; save(fields: object, options: object): Promise<{ toJSON(): object }> }
}

/** For `parseServer.cloud`: a function that saves a user with the session of whoever calls it. */
export const savingUsers = ({ Cloud, User }: Server): void =>
  Cloud.define('saveUser', async ({ user, params }) => {
    const row = new User()
    row.id = params.objectId
    const saved = await row.save(params.fields, { sessionToken: user.getSessionToken() })
    return saved.toJSON()
  })

/** @param sessionToken of whoever writes */
export type WriteRow = (
  host: Host,
  sessionToken: string,
  objectId: UserBody['objectId'],
  fields: Record<string, unknown>,
) => Promise<RestResponse>

const updateUser = `mutation ($input: UpdateUserInput!) {
  updateUser(input: $input) { user { objectId } }
}`

const put =
  (path: string): WriteRow =>
  (host, sessionToken, objectId, body) =>
    rest(host, 'PUT', `${path}/${objectId}`, { sessionToken, body })

/** With their names, for `test.each`. */
export const waysToWrite: [string, WriteRow][] = [
  ['REST', put('/users')],
  ['/classes/_User', put('/classes/_User')],
  [
    '/batch',
    (host, sessionToken, objectId, body) => {
      const requests = [{ method: 'PUT', path: `/parse/users/${objectId}`, body }]
      return rest(host, 'POST', '/batch', { sessionToken, body: { requests } })
    },
  ],
  [
    'GraphQL',
    (host, sessionToken, id, fields) =>
      graphql(host, updateUser, { sessionToken, variables: { input: { id, fields } } }),
  ],
  [
    'Cloud Code',
    (host, sessionToken, objectId, fields) =>
      rest(host, 'POST', '/functions/saveUser', { sessionToken, body: { objectId, fields } }),
  ],
]
