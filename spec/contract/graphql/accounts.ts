/** What the specs of the GraphQL guide do besides GraphQL: accounts to begin with, links, forms. */
import { graphql as sendGraphql, type GraphqlRequest } from '../../support/graphql'
import type { Host } from '../../support/host'
import type { Mailbox } from '../../support/mailbox'
import { rest, type RestResponse } from '../../support/rest'
import { logInWith } from './guide'

/** An answer that says nothing about what is in it. */
export interface Answer {
  status: number
  body: unknown
}

/** Sends an operation. */
export async function graphql(host: Host, query: string, request: GraphqlRequest = {}): Promise<Answer> {
  return sendGraphql(host, query, request)
}

/** Signs a user up by REST, in one short request. */
export async function addUser(host: Host, fields: Record<string, unknown>): Promise<RestResponse> {
  const response = await rest(host, 'POST', '/users', { body: fields })
  if (response.status !== 201) throw new Error(`No user: ${JSON.stringify(response.body)}`)
  return response
}

/** All objects of a class, with the master key: "users", "sessions". */
export async function list(host: Host, path: string): Promise<Record<string, string>[]> {
  const { body } = (await rest(host, 'GET', `/${path}`, { master: true })) as Answer
  return (body as { results: Record<string, string>[] }).results
}

/** Leaves nothing for the next test. */
export async function deleteUsers(host: Host): Promise<void> {
  for (const { objectId } of await list(host, 'users'))
    await rest(host, 'DELETE', `/users/${objectId}`, { master: true })
}

/** Whether GraphQL's `logIn` takes this password. */
export async function canLogIn(host: Host, username: string, password: string): Promise<boolean> {
  const { body } = await graphql(host, logInWith, { variables: { username, password } })
  return (body as { data: { logIn: unknown } }).data.logIn !== null
}

/** The only link in the next mail to an address. */
export async function mailedLink(mailbox: Mailbox, to: string): Promise<string> {
  const { links } = await mailbox.next({ to })
  const [link, ...others] = new Set(links)
  if (!link || others.length > 0) throw new Error(`Expected one link, got ${links.join(', ')}`)
  return link
}

/** The token in a link. */
export function tokenIn(link: string): string {
  return new URL(link).searchParams.get('token') ?? ''
}

export interface Page {
  status: number
  type: string | null
  text: string
  /** Where it leads, without the query, and the query. */
  location?: string
  params: Record<string, string>
}

async function pageOf(response: Response): Promise<Page> {
  const location = response.headers.get('location')
  const page = {
    status: response.status,
    type: response.headers.get('content-type'),
    text: await response.text(),
    params: Object.fromEntries(new URL(location ?? 'https://nowhere.example').searchParams),
  }
  return location ? { ...page, location: location.split('?')[0] ?? '' } : page
}

/** Opens a link as a browser does, with no header of Parse; doesn't follow redirects. */
export async function visit(link: string): Promise<Page> {
  return pageOf(await fetch(link, { redirect: 'manual', headers: { accept: 'text/html' } }))
}

/** Posts a form as a browser does. */
export async function postForm(url: string, fields: Record<string, string>): Promise<Page> {
  const body = new URLSearchParams(fields)
  return pageOf(await fetch(url, { method: 'POST', redirect: 'manual', body }))
}

/** Posts to the form's address as the guide does with axios, which reads a body of JSON. */
export async function postByAxios(url: string, body: string): Promise<{ status: number; data: unknown }> {
  const response = await fetch(url, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'X-Requested-With': 'XMLHttpRequest', 'content-type': 'application/x-www-form-urlencoded' },
    body,
  })
  return { status: response.status, data: await response.json() }
}

/** The address of the API's reset form. */
export const resetFormUrl = ({ apiUrl, appId }: Host) => `${apiUrl}/apps/${appId}/request_password_reset`
