/** A file by GraphQL is stored as one by REST is, and sent nowhere else. */
import { createServer, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import { createNeutral } from '../../support/beside-stock/neutral'
import { type Pair, type Side, startBesideStock } from '../../support/beside-stock/pair'
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import { type Host, masterKey, startHost } from '../../support/host'
import { rest } from '../../support/rest'
import type { Parse } from '../../support/sdk'
import { storedFiles } from '../../support/stored-files'
import { type SentFile, upload } from '../../support/uploads'

const note = { name: 'note.txt', text: 'hello' }
const master = { 'X-Parse-Master-Key': masterKey }

describeWithDatabase('a file by GraphQL beside Parse Server alone', (database) => {
  let pair: Pair
  beforeAll(async () => {
    pair = await startBesideStock(database())
    for (const side of [pair.ours, pair.stock]) {
      const fields = { file: { type: 'File' } }
      await rest(side, 'POST', '/schemas/Letter', { master: true, body: { fields } })
    }
  })
  afterAll(() => pair.close())

  const ways: [way: string, send: (side: Side) => Promise<{ body: unknown }>][] = [
    ['createFile', (side) => upload(side, note)],
    [
      'createFile, named otherwise than its type',
      (side) => upload(side, { ...note, name: 'note', type: 'image/png' }),
    ],
    ['createFile, of a type that nobody knows', (side) => upload(side, { ...note, type: 'x/unknown' })],
    [
      'createFile with a clientMutationId',
      (side) =>
        upload(side, note, {
          query:
            'mutation ($file: Upload!) { createFile(input: { upload: $file, clientMutationId: "a" }) { clientMutationId fileInfo { name url } } }',
        }),
    ],
    [
      'a field of a new object',
      (side) =>
        upload(side, note, {
          query:
            'mutation ($file: Upload) { createLetter(input: { fields: { file: { upload: $file } } }) { letter { file { name url } } } }',
        }),
    ],
  ]
  test.each(ways)('is answered alike: %s', async (_way, send) => {
    const [ours, stock] = await Promise.all(
      [pair.ours, pair.stock].map(async (side) => createNeutral(side)((await send(side)).body)),
    )
    expect(ours).toMatchObject({ data: expect.anything() })
    expect(ours).toEqual(stock)
  })
})

interface FileTrigger {
  file: { name(): string }
  fileSize: number
  master: boolean
}

describeWithDatabase('a file by GraphQL', (database) => {
  const { files, adapter: filesAdapter } = storedFiles()
  const seen: unknown[] = []
  let host: Host | undefined
  const start = async (parseServer: object) => {
    await host?.close()
    host = await startHost({ database: database(), parseServer: { filesAdapter, ...parseServer } })
  }
  afterAll(() => host?.close())

  const refusal = async (file: SentFile, how?: Parameters<typeof upload>[2]): Promise<unknown[]> => {
    const { message, extensions } = (await upload(host!, file, how)).body.errors[0]
    return [extensions.code, message] as unknown[]
  }

  test('is stored where the public address is of HTTPS, and nothing is sent there', async () => {
    let calls = 0
    const elsewhere = createServer((socket) => {
      calls += 1
      socket.destroy()
    }).listen(0, '127.0.0.1')
    await once(elsewhere, 'listening')
    const { port } = elsewhere.address() as AddressInfo
    await start({
      publicServerURL: `https://127.0.0.1:${port}/parse`,
      fileUpload: { enableForPublic: true },
    })
    const { body } = await upload(host!, note, { headers: { ...master, Cookie: 'a=b' } })
    const { name, url } = body.data.createFile.fileInfo
    expect(url).toMatch(`https://127.0.0.1:${port}/parse/files/`)
    expect(String(files.get(String(name)))).toBe('hello')
    expect(calls).toBe(0)
    elsewhere.close()
  })

  test('is refused to whom fileUpload refuses it, and stored for others', async () => {
    await start({ fileUpload: { enableForPublic: false, enableForAuthenticatedUser: true } })
    expect(await refusal(note)).toEqual([130, 'File upload by public is disabled.'])
    const { sessionToken } = (
      await rest(host!, 'POST', '/users', { body: { username: 'ann', password: 'correct-horse' } })
    ).body
    const { body } = await upload(host!, note, { headers: { 'X-Parse-Session-Token': String(sessionToken) } })
    expect(body.data.createFile.fileInfo.name).toMatch(/_note\.txt$/)
    const byAnonymous = (
      await rest(host!, 'POST', '/users', { body: { authData: { anonymous: { id: '0123456789abcdef' } } } })
    ).body
    const headers = { 'X-Parse-Session-Token': String(byAnonymous.sessionToken) }
    expect(await refusal(note, { headers })).toEqual([130, 'File upload by anonymous user is disabled.'])
  })

  test('has a name, an ending and a type that REST would take', async () => {
    await start({ fileUpload: { enableForPublic: true } })
    expect(await refusal({ name: 'a.html', text: 'a', type: 'text/html' })).toEqual([
      ...[130, 'File upload of extension html is disabled.'],
    ])
    expect(await refusal({ name: 'a', text: 'a', type: 'image/svg+xml' })).toEqual([
      ...[130, 'File upload of extension svg is disabled.'],
    ])
    expect(await refusal({ ...note, name: 'users?x=a.txt' })).toEqual([122, expect.any(String)])
    expect(await refusal({ ...note, text: '' })).toEqual([130, 'Invalid file upload.'])
  })

  test('goes by the triggers, and the refusal of one reaches the client, in a field of an object too', async () => {
    await start({
      allowClientClassCreation: true,
      fileUpload: { enableForPublic: true },
      cloud: ({ Cloud, Error }: typeof Parse) => {
        Cloud.beforeSave('@File', (request) => {
          const { file, fileSize, master: isMaster } = request as unknown as FileTrigger
          seen.push([file.name(), fileSize, isMaster])
          if (file.name().startsWith('bad')) throw new Error(142, 'not this file')
        })
      },
    })
    await upload(host!, note, { headers: master })
    expect(seen).toEqual([['note.txt', 5, true]])
    expect(await refusal({ ...note, name: 'bad.txt' })).toEqual([142, 'not this file'])
    await rest(host!, 'POST', '/schemas/Letter', {
      master: true,
      body: { fields: { file: { type: 'File' } } },
    })
    const query =
      'mutation ($file: Upload) { createLetter(input: { fields: { file: { upload: $file } } }) { letter { file { name } } } }'
    expect(await refusal({ ...note, name: 'bad.txt' }, { query })).toEqual([142, 'not this file'])
    expect((await graphql(host!, '{ letters { count } }')).body.data.letters.count).toBe(0)
  })

  test('comes by a route that routeAllowList and rateLimit may close', async () => {
    const fileUpload = { enableForPublic: true }
    await start({ fileUpload, routeAllowList: ['classes/.*'] })
    expect(await refusal(note)).toEqual([119, expect.any(String)])
    const limit = { requestTimeWindow: 60_000, requestCount: 1, includeInternalRequests: true }
    await start({
      fileUpload,
      rateLimit: [{ requestPath: '/files/*path', errorResponseMessage: 'too many', ...limit }],
    })
    await upload(host!, note)
    expect(await refusal(note)).toEqual([100, 'too many'])
  })

  test('is refused to the read-only master key', async () => {
    await start({ readOnlyMasterKey: 'read-only-key-of-32-characters!!' })
    const headers = { 'X-Parse-Master-Key': 'read-only-key-of-32-characters!!' }
    expect(await refusal(note, { headers })).toEqual([119, expect.stringMatching(/read-only/)])
  })
})
