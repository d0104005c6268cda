/** Every way in which somebody sets a password, by what a client sends. */
import { randomUUID } from 'node:crypto'
import type { UserBody } from '../../support/auth0-log-in'
import { graphql } from '../../support/graphql'
import type { Host } from '../../support/host'
import type { Mailbox } from '../../support/mailbox'
import { savingUsers } from '../../support/own-row'
import { rest, type RestResponse } from '../../support/rest'
import { backendless, register } from '../backendless/backendless'

/** A password that nothing is said against. */
export const good = 'correct-horse'

export interface NewUser {
  username: string
  email: string
  password: string
}

export function newUser(password = good): NewUser {
  const name = `u${randomUUID().slice(0, 13)}`
  return { username: name, email: `${name}.local@example.com`, password }
}

interface Server {
  Cloud: { define(name: string, run: (request: { params: object }) => Promise<unknown>): void }
  User: new (fields: object) => { signUp(): Promise<{ id: string }> }
}

/** For `parseServer.cloud`: functions that sign up, and save, without the master key. */
export function cloud(Parse: Server & Parameters<typeof savingUsers>[0]): void {
  savingUsers(Parse)
  Parse.Cloud.define('signUp', async ({ params }) => (await new Parse.User(params).signUp()).id)
}

const signUpMutation = `mutation ($fields: CreateUserFieldsInput) {
  signUp(input: { fields: $fields }) { viewer { sessionToken } }
}`
const createMutation = `mutation ($fields: CreateUserFieldsInput) {
  createUser(input: { fields: $fields }) { user { objectId } }
}`

type SignUp = (host: Host, user: NewUser) => Promise<RestResponse>

const post =
  (path: string): SignUp =>
  (host, body) =>
    rest(host, 'POST', path, { body })

const mutate =
  (mutation: string): SignUp =>
  (host, fields) =>
    graphql(host, mutation, { variables: { fields } })

/** With their names, for `test.each`. */
export const waysToSignUp: [string, SignUp][] = [
  ['REST', post('/users')],
  ['/classes/_User', post('/classes/_User')],
  [
    '/batch',
    (host, body) => {
      const requests = [{ method: 'POST', path: '/parse/users', body }]
      return rest(host, 'POST', '/batch', { body: { requests } })
    },
  ],
  ['GraphQL’s signUp', mutate(signUpMutation)],
  ['GraphQL’s createUser', mutate(createMutation)],
  ['Cloud Code', post('/functions/signUp')],
]

/** Backendless' users are named by their address. */
export const registerAtBackendless = (host: Host, { email, password }: NewUser) =>
  register(host, { email, password })
export const backendlessOptions = backendless

/** What a refusal says, in whose words it may be. */
export function refusalIn({ body }: RestResponse): unknown {
  const [inBatch] = Array.isArray(body) ? (body as { error?: unknown }[]) : []
  const [inGraphql] = (body as { errors?: { message: string; extensions: { code: number } }[] }).errors ?? []
  if (inGraphql) return { code: inGraphql.extensions.code, error: inGraphql.message }
  return inBatch?.error ?? body
}

export async function signedUp(host: Host, user = newUser(), master = false): Promise<NewUser & UserBody> {
  const { status, body } = await rest(host, 'POST', '/users', { body: user, master })
  if (status !== 201) throw new Error(`No user: ${JSON.stringify(body)}`)
  return { ...user, ...(body as UserBody) }
}

export async function canLogIn(host: Host, username: string, password: string): Promise<boolean> {
  return (await rest(host, 'POST', '/login', { body: { username, password } })).status === 200
}

/** The link in the next mail to a user. */
export async function linkTo(mailbox: Mailbox, { email }: { email: string }): Promise<URL> {
  return new URL((await mailbox.next({ to: email })).links[0] ?? '')
}

export async function resetLink(host: Host, mailbox: Mailbox, user: { email: string }): Promise<URL> {
  await rest(host, 'POST', '/requestPasswordReset', { body: { email: user.email } })
  return linkTo(mailbox, user)
}

/** Posts the form of the reset page: by a script (XHR), or as a browser does. */
export const choose = (link: URL, password: string, byScript = true): Promise<Response> =>
  fetch(link.origin + link.pathname, {
    method: 'POST',
    redirect: 'manual',
    headers: byScript ? { 'X-Requested-With': 'XMLHttpRequest' } : {},
    body: new URLSearchParams({ new_password: password, token: link.searchParams.get('token') ?? '' }),
  })
