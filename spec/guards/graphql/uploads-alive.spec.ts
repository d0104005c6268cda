/** Uploads by GraphQL that would end the process of a plain parse-server. */
import { once } from 'node:events'
import { connect } from 'node:net'
import { type ChildHost, startChildHost } from '../../support/child-host'
import { describeWithDatabase } from '../../support/database'
import { rest } from '../../support/rest'
import { unfinished, upload } from '../../support/uploads'

describeWithDatabase('the process lives through an upload by GraphQL', (database) => {
  let host: ChildHost
  beforeEach(async () => {
    host = await startChildHost('uploads.ts', database())
  })
  afterEach(() => host.stop())

  /** Or until the process has ended, which is told by what follows. */
  async function logged(words: string): Promise<void> {
    const exited = once(host.process, 'exit')
    while (!host.output().includes(words) && host.isAlive())
      await Promise.race([once(host.process.stdout!, 'data'), exited])
  }
  const isWell = async () => {
    expect((await rest(host, 'GET', '/health')).body).toEqual({ status: 'ok' })
    expect(host.isAlive()).toBe(true)
  }

  test('that is larger than maxUploadSize, which is refused as too large', async () => {
    const { body } = await upload(host, { name: 'a.txt', text: 'a'.repeat(10_241) })
    expect(body.errors).toEqual([
      expect.objectContaining({
        message: 'File truncated as it exceeds the 10240 byte size limit.',
        extensions: { code: 130 },
      }),
    ])
    await isWell()
  })

  test('whose client goes away in the middle', async () => {
    const socket = connect(Number(new URL(host.url).port), '127.0.0.1')
    const query = `mutation ($file: Upload!) {
      callCloudCode(input: { functionName: ready }) { result }
      createFile(input: { upload: $file }) { fileInfo { name } }
    }`
    socket.write(unfinished(host, query, 'a'.repeat(5000)))
    await logged('function is ready')
    await rest(host, 'GET', '/health') // by then the file is read
    socket.end()
    await logged('code: 130')
    await isWell()
  })
})
