/** Somebody who is signed in to the account pages, and sends the forms of the account page. */
import { openPage, pageOf } from '../support/pages'
import { newVisitor, type Visitor } from './provider-flow'

export interface Sent {
  status: number
  /** Where it leads. */
  to: URL | undefined
  html: string
  headers: Headers
}

export interface Member extends Visitor {
  open: (query?: string) => Promise<Sent>
  /** Sends the form of a deed. */
  send: (deed: string, fields?: Record<string, string>) => Promise<Sent>
  sessionToken: () => string
}

const ours = { 'Sec-Fetch-Site': 'same-origin' }

async function sentBy(response: Response): Promise<Sent> {
  const to = response.headers.get('location')
  const html = await response.text()
  return {
    status: response.status,
    to: to === null ? undefined : new URL(to),
    html,
    headers: response.headers,
  }
}

/** @param url of the host */
export function memberOf(url: string, visitor: Visitor): Member {
  const account = `${url}/auth/account`
  return {
    ...visitor,
    open: async (query = '') => sentBy(await visitor.ask(account + query)),
    send: async (deed, fields = {}) => {
      const { form } = await pageOf(await visitor.ask(account))
      const { form: formToken = '', owner = '' } = form?.fields ?? {}
      const hidden = { do: deed, locale: 'en', form: formToken, owner }
      const sent = new URLSearchParams({ ...hidden, ...fields })
      return sentBy(await visitor.ask(account, { method: 'POST', body: sent, headers: ours }))
    },
    sessionToken: () => visitor.cookies.get('accounts-session') ?? '',
  }
}

export async function signIn(
  url: string,
  username: string,
  password: string,
  { device = '', next = '' } = {},
): Promise<Member> {
  const visitor = newVisitor()
  const { form } = await openPage(`${url}/auth/sign-in`)
  const body = new URLSearchParams({ ...form?.fields, username, password, next })
  await visitor.ask(form!.action, { method: 'POST', body, headers: { 'User-Agent': device } })
  return memberOf(url, visitor)
}
