/** A file in MongoDB that breaks off while a part of it is downloaded. */
import { MongoClient } from 'mongodb'
import { type ChildHost, startChildHost } from '../../support/child-host'
import { describeWithMongo } from '../../support/database'
import { rest, send } from '../../support/rest'

describeWithMongo('a download of a part of a file', (database) => {
  let host: ChildHost
  let client: MongoClient
  beforeAll(async () => {
    host = await startChildHost('plain.ts', database())
    client = await MongoClient.connect(database().uri)
  })
  afterAll(async () => {
    await client.close()
    await host.stop()
  })

  /** Three chunks of GridFS, and all of it. */
  const text = 'a'.repeat(600_000)
  const store = async (): Promise<string> => {
    const headers = { 'Content-Type': 'text/plain' }
    const { body } = await rest(host, 'POST', '/files/a.txt', { rawBody: text, headers, master: true })
    return String(body.url)
  }
  const lose = async (url: string, chunk: number) => {
    const filename = url.slice(url.lastIndexOf('/') + 1)
    const file = await client.db().collection('fs.files').findOne({ filename })
    const { deletedCount } = await client
      .db()
      .collection('fs.chunks')
      .deleteOne({ files_id: file!._id, n: chunk })
    expect(deletedCount).toBe(1)
  }
  const download = (url: string) => send(host, 'GET', url, { headers: { Range: 'bytes=0-' } })
  const isWell = async () => {
    expect((await rest(host, 'GET', '/health')).body).toEqual({ status: 'ok' })
    expect(host.isAlive()).toBe(true)
  }

  test('is answered with the part', async () => {
    const { status, body } = await download(await store())
    expect([status, body]).toEqual([206, text])
  })

  test('that breaks off is broken off, and the process lives', async () => {
    const url = await store()
    await lose(url, 1)
    await expect(download(url)).rejects.toThrow()
    await isWell()
  })

  test('that fails before it has begun is a fault, and tells nothing of the database', async () => {
    const url = await store()
    await lose(url, 0)
    const { status, headers, body } = await download(url)
    expect([status, body]).toEqual([500, { code: 1, error: 'Internal server error.' }])
    expect(headers.get('Content-Range')).toBeNull()
    await isWell()
  })
})
