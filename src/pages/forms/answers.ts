/** What a page is asked with, and how it answers. */
import type { RequestConfig } from '../../parse/internals'
import type { Page } from '../views/render'
import type { Step } from './steps'

/** What was sent, in the address or by a form: text, or nothing. */
export interface Sent {
  token: string
  email: string
  /** A new one. */
  password: string
  username: string
  /** The one that somebody has. */
  ownPassword: string
  /** Of a provider. */
  code: string
  /** Of a second factor, without blanks: apps show it in groups. */
  oneTimeCode: string
  /** Where to go then. */
  next: string
  /** Of an app that is handed a code (RFC 7636, section 4.2). */
  challenge: string
  /** Of a sign-up. */
  invitation: string
  /** Of a sign-in that waits for a code. */
  sealed: string
  formToken: string
  /** On the account page: for whom the form was made. */
  owner: string
  /** Of a bad link: what it was for. */
  purpose: string
  /** What parse-server says of a form that was sent to it, or a provider of a sign-in. */
  error: string
  /** What a provider answers beside a code (RFC 6749, section 4.1.2; RFC 9207). */
  state: string
  iss: string
  /** Who to sign in with. */
  provider: string
  /** Whether the provider is to ask who it is, whoever is signed in there. */
  needsFresh: boolean
  /** As it was sent; anything. */
  locale: string
  /** On the account page: what to do, to which session or provider, in which language, and that it is meant. */
  deed: string
  target: string
  language: string
  isConfirmed: boolean
  /** What was done a moment ago. */
  done: string
}

/** Where to go: to the next step, which may be on a page of the host, or to another page of ours. */
export type Redirect =
  /** The token where the page may ask for another link by it. */
  { step: Step; token?: string } | { to: string; token?: string }

interface PageAnswer {
  page: Page
  status?: number
  /** Seconds. */
  retryAfter?: number
  /** Where the page leads by itself. */
  refresh?: string
}

export type Answer = (
  | PageAnswer
  | Redirect
  /** Away from the pages. */
  | { url: string }
  /** A file that is saved. */
  | { fileName: string; content: object }
) & {
  cookies?: string[]
  /** Where neither the address nor the form has it. */
  locale?: string
}

/** @param retryAfter seconds, as the header of that name has it */
export const later = (retryAfter: number): Answer => ({ page: { name: 'later' }, status: 503, retryAfter })

/** Without its token, which our script takes out of the address: nobody can tell what has become of the link. */
export const openAgain: Answer = { page: { name: 'openAgain' }, status: 404 }

/** @param config of this very request */
export type Action = (sent: Sent, config: RequestConfig) => Promise<Answer>

/** What is at the path of a page. */
export interface PageRoute {
  get: Action
  post?: Action
  /** Whether the form does nothing without the token of a link, which nobody else knows. */
  hasLink?: boolean
  /** Whether it signs somebody in or out: then the browser has to say that the form is ours. Log-ins have limits of their own. */
  tellsOrigin?: boolean
  /** Whether it counts among the forms of an address all the same. */
  isLimited?: boolean
  /** What is longer is not read. @default "10kb" */
  maxSize?: string
}

export type PageRoutes = Record<string, PageRoute>

const textIn = (value: unknown) => (typeof value === 'string' ? value : '')

/** Tokens of parse-server and of ours; no others are looked for. */
const tokenForm = /^[\w.-]{1,2000}$/
const tokenIn = (value: unknown) => (tokenForm.test(textIn(value)) ? textIn(value) : '')

/** With the token of a provider in it. */
const sealedIn = (value: unknown) => (/^[\w-]{1,50000}$/.test(textIn(value)) ? textIn(value) : '')

/** A digest of SHA-256, in base64url. */
const challengeIn = (value: unknown) => (/^[\w-]{43}$/.test(textIn(value)) ? textIn(value) : '')

/** Where a sign-in is to end. */
export type Destination = Pick<Sent, 'next' | 'challenge'>

/** A value that is sent several times counts as not sent. */
export const sentIn = (values: Record<string, unknown>): Sent => ({
  token: tokenIn(values.token),
  email: textIn(values.email).trim(),
  password: textIn(values.new_password),
  username: textIn(values.username).trim(),
  ownPassword: textIn(values.password),
  code: textIn(values.code).trim(),
  oneTimeCode: textIn(values.code).replace(/\s/g, ''),
  next: textIn(values.next),
  challenge: challengeIn(values.code_challenge),
  invitation: tokenIn(values.invitation),
  sealed: sealedIn(values.sealed),
  formToken: textIn(values.form),
  owner: textIn(values.owner),
  purpose: textIn(values.for),
  error: textIn(values.error),
  state: textIn(values.state),
  iss: textIn(values.iss),
  provider: textIn(values.provider),
  needsFresh: values.fresh === '1',
  locale: textIn(values.locale),
  deed: textIn(values.do),
  target: textIn(values.target),
  language: textIn(values.language),
  isConfirmed: values.confirmed === 'yes',
  done: textIn(values.done),
})

export const show =
  (page: Page, status = 200): Action =>
  async () => ({ page, status })
