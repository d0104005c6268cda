/** Parsers of the host's before us, which give bodies as text, as bytes, or as objects. */
import express, { type Express } from 'express'
import { describeWithDatabase } from '../support/database'
import { graphql } from '../support/graphql'
import { type Host, startHost } from '../support/host'
import { type Mailbox, startMailbox } from '../support/mailbox'
import { rest, send } from '../support/rest'
import { connectSdk, Parse } from '../support/sdk'

const all = { type: () => true }
const password = 'correct-horse'

const parsers: [name: string, use: (app: Express) => unknown][] = [
  ['express.text()', (app) => app.use(express.text())],
  ['express.text() for all types', (app) => app.use(express.text(all))],
  ['express.raw() for all types', (app) => app.use(express.raw(all))],
  ['express.json() and express.urlencoded()', (app) => app.use(express.json(), express.urlencoded())],
]

describe.each(parsers)('behind %s', (what, use) => {
  describeWithDatabase('the API', (database) => {
    let mailbox: Mailbox
    let host: Host
    const files = new Map<string, Buffer>()
    const filesAdapter = {
      createFile: async (name: string, data: Buffer) => void files.set(name, data),
      deleteFile: async () => undefined,
      getFileData: async (name: string) => Promise.resolve(files.get(name)),
      getFileLocation: (_config: unknown, name: string) => `http://localhost/${name}`,
      validateFilename: () => null,
    }
    beforeAll(async () => {
      mailbox = await startMailbox()
      host = await startHost({
        database: database(),
        before: (app) => void use(app),
        email: { transport: mailbox.url, from: 'app@example.com' },
        parseServer: { filesAdapter, fileUpload: { enableForPublic: true } },
      })
    })
    afterAll(async () => {
      await host.close()
      await mailbox.close()
    })

    test('takes JSON of any type, by REST, batch, GraphQL and the SDK', async () => {
      const sdk = JSON.stringify({ username: 'ann', password, _ApplicationId: host.appId })
      const headers = { 'Content-Type': 'text/plain', 'X-Parse-Application-Id': '' }
      expect((await rest(host, 'POST', '/users', { rawBody: sdk, headers })).status).toBe(201)
      const requests = [{ method: 'POST', path: '/parse/users', body: { username: 'bob', password } }]
      expect((await rest(host, 'POST', '/batch', { body: { requests } })).body).toMatchObject([
        { success: {} },
      ])
      expect((await graphql(host, '{ health }')).body).toEqual({ data: { health: true } })
      connectSdk(host)
      const { id } = await Parse.User.logIn('ann', password)
      expect(id).toBeDefined()
    })

    test('takes what is no JSON for what it is', async () => {
      const headers = { 'Content-Type': 'application/json' }
      for (const rawBody of ['{"a":', '5', '"x"'])
        expect(await rest(host, 'POST', '/users', { rawBody, headers })).toMatchObject({
          status: 400,
          // The host's own parser answers by itself.
          ...(!what.includes('json') && { body: { code: 107 } }),
        })
    })

    test('takes the forms of the pages, and files', async () => {
      const email = 'cid@example.com'
      await rest(host, 'POST', '/users', { body: { username: 'cid', password, email } })
      await rest(host, 'POST', '/requestPasswordReset', { body: { email } })
      const token = String(new URL((await mailbox.next({ to: email })).links[0]!).searchParams.get('token'))
      const form = `${host.apiUrl}/apps/${host.appId}/request_password_reset`
      const fields = new URLSearchParams({ token, new_password: 'battery-staple' }).toString()
      const type = { 'Content-Type': 'application/x-www-form-urlencoded' }
      await send(host, 'POST', form, { rawBody: fields, headers: type })
      const body = { username: 'cid', password: 'battery-staple' }
      expect((await rest(host, 'POST', '/login', { body })).status).toBe(200)

      const upload = { rawBody: 'Grüße', headers: { 'Content-Type': 'text/plain; charset=utf-8' } }
      expect((await rest(host, 'POST', '/files/a.txt', upload)).status).toBe(201)
      expect([...files.values()].map(String)).toEqual(['Grüße'])
    })
  })
})
