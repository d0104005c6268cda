/** What a form of several parts may hold, and how much. */
import { ReadableStream } from 'node:stream/web'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'
import type { Parse } from '../../support/sdk'
import { storedFiles } from '../../support/stored-files'

const part = (head: string, text: string) =>
  `--cut\r\nContent-Disposition: form-data; ${head}\r\n\r\n${text}\r\n`
const headers = { 'Content-Type': 'multipart/form-data; boundary=cut' }
const halfOfPair = '\ud800'

describeWithDatabase('a form', (database) => {
  const calls: unknown[] = []
  let host: Host
  beforeAll(async () => {
    host = await startHost({
      database: database(),
      parseServer: {
        maxUploadSize: '10kb',
        filesAdapter: storedFiles().adapter,
        fileUpload: { enableForPublic: true },
        cloud: ({ Cloud }: typeof Parse) => {
          const note = ({ params }: { params: unknown }) => void calls.push(params)
          Cloud.define('note', note, note)
        },
      },
    })
  })
  afterAll(() => host.close())

  const unwritten = 'Text must not contain NUL characters or halves of surrogate pairs.'
  const forms: [what: string, part: string][] = [
    ['a field', part('name="a"', 'a\0b')],
    ['a field in UTF-16', part('name="a"\r\nContent-Type: text/plain; charset=utf-16le', `a\0\0\0`)],
    ['the name of a field', part(`name*=utf-8''a%00b`, 'a')],
    ['the name of a file', part(`name="a"; filename*=utf-8''a%00b`, 'a')],
  ]
  test.each(forms)('for a Cloud function has no NUL in %s', async (_what, given) => {
    for (const form of [given, given + part('name="b"', 'b')]) {
      const answer = await rest(host, 'POST', '/functions/note', { rawBody: `${form}--cut--\r\n`, headers })
      expect(answer).toMatchObject({
        status: 400,
        body: { code: 107, error: `Invalid multipart request: ${unwritten}` },
      })
    }
    expect(calls).toEqual([])
  })

  test('for a Cloud function is refused as JSON is', async () => {
    for (const text of ['a\0b', halfOfPair]) {
      const { body } = await rest(host, 'POST', '/functions/note', { body: { text } })
      expect(body).toEqual({ code: 107, error: unwritten })
    }
    expect(calls).toEqual([])
  })

  /** As clients do that don't tell the length. */
  const sendInChunks = async (parts: string[]) => {
    const response = await fetch(host.graphqlUrl, {
      method: 'POST',
      headers: { ...headers, 'X-Parse-Application-Id': host.appId },
      body: ReadableStream.from(parts.map((each) => new TextEncoder().encode(each))),
      duplex: 'half',
    } as RequestInit)
    return { status: response.status, body: (await response.json()) as unknown }
  }

  const query = 'mutation ($file: Upload!) { createFile(input: { upload: $file }) { fileInfo { name } } }'
  const files = Array.from({ length: 200 }, (_, index) => String(index))
  const operation = { query, variables: { file: null } }
  const map = Object.fromEntries(files.map((name) => [name, [`extensions.of${name}`]]))
  const partsOf = (last: string) => [
    part('name="operations"', JSON.stringify(operation)),
    part('name="map"', JSON.stringify({ ...map, [last]: ['variables.file'] })),
    ...files.map((name) => part(`name="${name}"; filename="${name}.txt"`, 'a'.repeat(9_000))),
    '--cut--\r\n',
  ]

  test('for GraphQL has a bound for all of its files, and what is within is taken', async () => {
    expect(await sendInChunks(partsOf('5'))).toMatchObject({
      body: { data: { createFile: expect.anything() } },
    })
    expect(await sendInChunks(partsOf('199'))).toMatchObject({
      body: { errors: [{ message: 'The request is too large.', extensions: { code: 130 } }] },
    })
  })

  test('for GraphQL whose fields are beyond it is refused as too large', async () => {
    const whole = { status: 413, body: { code: 116, error: 'The request is too large.' } }
    const fillers = files.map(() => part('name="a"', 'a'.repeat(9_000)))
    expect(await sendInChunks(fillers)).toEqual(whole)
    const rawBody = `${fillers.join('')}--cut--\r\n`
    for (const path of [host.graphqlUrl, `${host.apiUrl}/functions/note`]) {
      const known = await fetch(path, {
        method: 'POST',
        headers: { ...headers, 'X-Parse-Application-Id': host.appId },
        body: rawBody,
      })
      expect({ status: known.status, body: await known.json() }).toEqual(whole)
    }
  })
})
