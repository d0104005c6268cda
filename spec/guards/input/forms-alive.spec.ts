/** Forms of several parts for a Cloud function, which would end the process of a plain parse-server. */
import { once } from 'node:events'
import { connect } from 'node:net'
import { type ChildHost, startChildHost } from '../../support/child-host'
import { describeWithDatabase } from '../../support/database'
import { rest } from '../../support/rest'

const part = (head: string, text: string) => `--cut\r\nContent-Disposition: form-data; ${head}\r\n\r\n${text}`
const field = part('name="note"', 'a'.repeat(500))
const file = part('name="file"; filename="a.txt"', 'a'.repeat(500))
const type = 'multipart/form-data; boundary=cut'

const broken: [how: string, form: string, contentType?: string][] = [
  ['is cut off within a file', file],
  ['is cut off within a second file', `${file}\r\n${file}`],
  ['is cut off within a file after a field', `${field}\r\n${file}`],
  ['is cut off within a field', field],
  ['is cut off within a field after a file', `${file}\r\n${field}`],
  ['is cut off within the head of a part', `${file}\r\n--cut\r\nContent-Disposition: form-da`],
  ['ends in another boundary', `${file}\r\n--other--\r\n`],
  ['ends in the boundary without its dashes', `${file}\r\n--cut\r\n`],
  ['has no part', ''],
  ['has no boundary in its header', `${file}\r\n--cut--\r\n`, 'multipart/form-data'],
]

describeWithDatabase('the process lives through a form for a Cloud function', (database) => {
  let host: ChildHost
  beforeAll(async () => {
    host = await startChildHost('uploads.ts', database())
  })
  afterAll(() => host.stop())

  const isWell = async () => {
    expect((await rest(host, 'GET', '/health')).body).toEqual({ status: 'ok' })
    expect(host.isAlive()).toBe(true)
  }

  test.each(broken)('that %s, which is refused', async (_how, rawBody, contentType = type) => {
    for (const name of ['receive', 'nothing']) {
      const headers = { 'Content-Type': contentType }
      expect(await rest(host, 'POST', `/functions/${name}`, { rawBody, headers })).toMatchObject({
        status: 400,
        body: { code: 107, error: expect.stringMatching(/^Invalid multipart request: /) },
      })
      await isWell()
    }
  })

  test('whose client goes away in the middle of a file', async () => {
    const { host: name, port } = new URL(host.url)
    const socket = connect(Number(port), '127.0.0.1')
    const head = [`Host: ${name}`, `X-Parse-Application-Id: ${host.appId}`, `Content-Type: ${type}`]
    socket.write(
      `POST /parse/functions/receive HTTP/1.1\r\n${head.join('\r\n')}\r\nContent-Length: 9000\r\n\r\n`,
    )
    socket.write(file)
    await isWell() // by then the form is read
    socket.end()
    await once(socket.resume(), 'close')
    await isWell()
  })

  test('that is whole, and reaches the function with its file', async () => {
    const form = new FormData()
    form.set('note', 'of mine')
    form.set('file', new Blob(['hello'], { type: 'text/plain' }), 'a.txt')
    const headers = { 'X-Parse-Application-Id': host.appId }
    const response = await fetch(`${host.apiUrl}/functions/receive`, { method: 'POST', headers, body: form })
    expect(await response.json()).toEqual({
      result: { note: 'of mine', filename: 'a.txt', contentType: 'text/plain', data: 'hello' },
    })
  })
})
