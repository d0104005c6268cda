/** In-process requests, which break with `router` 2.3 unless its layers store what they match. */
import { describeWithDatabase } from '../support/database'
import { type Host, startHost } from '../support/host'
import { rest } from '../support/rest'

/** The Parse that Cloud Code gets. */
interface CloudParse {
  Cloud: { define(name: string, run: () => Promise<unknown>): void }
  Object: new (className: string) => { save(fields: object, options: object): Promise<{ id: string }> }
  Query: new (className: string) => {
    get(id: string, options: object): Promise<{ get(name: string): unknown }>
  }
}

const master = { useMasterKey: true }

describeWithDatabase('in-process requests', (database) => {
  let host: Host

  beforeAll(async () => {
    const cloud = (Parse: CloudParse) => {
      Parse.Cloud.define('saveAndGet', async () => {
        const { id } = await new Parse.Object('Note').save({ text: 'kept' }, master)
        return (await new Parse.Query('Note').get(id, master)).get('text')
      })
    }
    host = await startHost({ database: database(), parseServer: { cloud } })
  })
  afterAll(() => host.close())

  test('Cloud Code saves and reads objects by their id', async () => {
    const { body } = await rest(host, 'POST', '/functions/saveAndGet', { body: {} })
    expect(body).toEqual({ result: 'kept' })
  })

  test('/batch routes its requests with their parameters', async () => {
    const create = (text: string) => rest(host, 'POST', '/classes/Note', { body: { text }, master: true })
    const [changed, read] = [await create('a'), await create('b')].map(({ body }) => String(body.objectId))
    const requests = [
      { method: 'PUT', path: `/parse/classes/Note/${changed}`, body: { text: 'c' } },
      { method: 'GET', path: `/parse/classes/Note/${read}` },
    ]
    const { status, body } = await rest(host, 'POST', '/batch', { body: { requests }, master: true })
    expect(status).toBe(200)
    expect(body).toEqual([
      { success: { updatedAt: expect.any(String) } },
      { success: expect.objectContaining({ text: 'b' }) },
    ])
  })
})
