/** What the maintenance key may do to sessions. */
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import { type Host, startHost } from '../../support/host'
import { signUp } from '../../support/nodes'
import { rest } from '../../support/rest'

const maintenanceKey = 'spec-maintenance-key'
const headers = { 'X-Parse-Maintenance-Key': maintenanceKey }

describeWithDatabase('sessions and the maintenance key', (database) => {
  let host: Host
  let id: string
  beforeAll(async () => {
    host = await startHost({ database: database(), parseServer: { maintenanceKey } })
    const { sessionToken } = await signUp(host, 'maintained')
    id = (await rest(host, 'GET', '/sessions/me', { sessionToken })).body.objectId as string
    const body = { note: 'as before' }
    await rest(host, 'PUT', `/sessions/${id}`, { master: true, body })
  })
  afterAll(() => host.close())
  const isAsBefore = async () =>
    expect((await rest(host, 'GET', `/sessions/${id}`, { master: true })).body).toMatchObject({
      note: 'as before',
    })

  test.each(['/sessions', '/classes/_Session'])('a change at %s is refused: 119', async (path) => {
    const answer = await rest(host, 'PUT', `${path}/${id}`, { headers, body: { note: 'other' } })
    expect(answer).toMatchObject({ status: 400, body: { code: 119 } })
    await isAsBefore()
  })

  test('so is one in a batch', async () => {
    const body = { requests: [{ method: 'PUT', path: `/parse/sessions/${id}`, body: { note: 'other' } }] }
    const answer = await rest(host, 'POST', '/batch', { headers, body })
    expect(answer.body).toMatchObject([{ error: { code: 119 } }])
    await isAsBefore()
  })

  test('GraphQL refuses it, too', async () => {
    const mutation = `mutation { updateSession(input: { id: "${id}", fields: { note: "other" } }) { clientMutationId } }`
    const { body } = await graphql(host, mutation, { headers })
    expect(body).toMatchObject({ errors: [{ extensions: { code: 119 } }] })
    await isAsBefore()
  })
})
