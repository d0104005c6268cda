/** Sends a file by GraphQL, as its clients do: in a request of several parts. */
import type { Host } from './host'
import type { RestResponse } from './rest'

type Target = Pick<Host, 'graphqlUrl' | 'appId'>

export interface SentFile {
  name: string
  text: string
  type?: string
}

export const createFile =
  'mutation ($file: Upload!) { createFile(input: { upload: $file }) { fileInfo { name url } } }'

/** @param path where the file stands in the variables, as "file" */
export async function upload(
  { graphqlUrl, appId }: Target,
  file: SentFile,
  { query = createFile, variables = { file: null as unknown }, path = 'file', headers = {} } = {},
): Promise<RestResponse> {
  const form = new FormData()
  form.set('operations', JSON.stringify({ query, variables }))
  form.set('map', JSON.stringify({ 0: [`variables.${path}`] }))
  form.set('0', new Blob([file.text], { type: file.type ?? 'text/plain' }), file.name)
  const response = await fetch(graphqlUrl, {
    method: 'POST',
    headers: { 'X-Parse-Application-Id': appId, ...headers },
    body: form,
  })
  return { status: response.status, headers: response.headers, body: await response.json() }
}

/** The head of such a request and a part of the file, as of a client that goes away. */
export function unfinished({ graphqlUrl, appId }: Target, query: string, text: string): string {
  const { host, pathname } = new URL(graphqlUrl)
  const part = (head: string, body: string) =>
    `--cut\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}`
  const head = [
    `POST ${pathname} HTTP/1.1`,
    `Host: ${host}`,
    `X-Parse-Application-Id: ${appId}`,
    'Content-Type: multipart/form-data; boundary=cut',
    'Content-Length: 100000',
  ]
  return [
    ...[...head, '', part('name="operations"', JSON.stringify({ query, variables: { file: null } }))],
    part('name="map"', JSON.stringify({ 0: ['variables.file'] })),
    part('name="0"; filename="a.txt"\r\nContent-Type: text/plain', text),
  ].join('\r\n')
}
