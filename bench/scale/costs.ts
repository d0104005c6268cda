/** Counts what each request asks of the database: until its answer, and afterwards. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Shutdown } from '../../dev/shutdown'
import { startTenant, type Tenant } from '../auth0/tenant'
import { GRAPHQL_PATH } from '../options'
import { json, send } from '../requests'
import { password } from './measures'
import { headersOf, type Node, startNode } from './node'

/** Statements of one request, each a round trip. */
export interface Cost {
  title: string
  before: number
  after: number
}

/** Longer than what follows an answer takes. */
const settleMs = 300
/** The fewest of so many: what is done once an hour, or once in a process, is no cost of a request. */
const tries = 3
/** For which a node believes what it has read. */
const cacheMs = 5200

interface Step {
  title: string
  /** What comes before it, and is not counted. */
  given?: () => Promise<unknown>
  act: () => Promise<unknown>
}

const sessionIn = (answer: { sessionToken?: string }) => String(answer.sessionToken)

async function sendForm(url: string, page: string, fields: Record<string, string>): Promise<void> {
  const headers = { 'Sec-Fetch-Site': 'same-origin' }
  const init = { method: 'POST', headers, body: new URLSearchParams(fields), redirect: 'manual' } as const
  const { status } = await fetch(`${url}/auth/${page}`, init)
  if (status !== 303) throw new Error(`The page ${page} answered ${status}.`)
}

function stepsFor({ url, ask }: Node, tenant: Tenant): Step[] {
  let users = 0
  let token = ''
  let bearer = ''
  let name = ''
  const post = (path: string, body: object, headers = headersOf()) => send(url, 'POST', path, headers, body)
  const signUp = async () => {
    name = `cost${(users += 1)}`
    token = sessionIn(await post('/parse/users', { username: name, password, email: `${name}@example.com` }))
  }
  const logIn = async () => void (token = sessionIn(await post('/parse/login', { username: name, password })))
  const me = () => send(url, 'GET', '/parse/users/me', headersOf(token))
  const viewer = () => post(GRAPHQL_PATH, { query: '{ viewer { user { objectId } } }' }, headersOf(token))
  const linkToken = async () => {
    await sleep(settleMs)
    const { link } = await ask<{ link: string }>({ what: 'link' })
    return String(new URL(link).searchParams.get('token'))
  }
  const byToken = async (id_token: string) => post('/parse/users', { authData: { auth0: { id_token } } })
  const byBearer = () => send(url, 'GET', '/parse/users/me', { ...json, Authorization: `Bearer ${bearer}` })
  const newBearer = async () => {
    users += 1
    await byToken(await tenant.idToken(users))
    bearer = await tenant.accessToken(users)
  }
  let linked = ''
  const newLink = async () => void (linked = await linkToken())
  let idToken = ''
  const newIdToken = async () => void (idToken = await tenant.idToken((users += 1)))
  const askReset = () => post('/parse/requestPasswordReset', { email: `${name}@example.com` })
  return [
    { title: 'sign-up, with a mail to verify the address', act: signUp },
    { title: 'log-in with a password', act: logIn },
    { title: 'first request of a session (`users/me`)', given: logIn, act: me },
    { title: '`users/me` again, within 5 seconds', given: me, act: me },
    { title: '`users/me` again, later', given: () => sleep(cacheMs), act: me },
    { title: 'GraphQL `viewer`, within 5 seconds', given: viewer, act: viewer },
    { title: 'log-out', given: logIn, act: () => post('/parse/logout', {}, headersOf(token)) },
    {
      title: 'the button that verifies an address',
      given: async () => {
        await signUp()
        await newLink()
      },
      act: () => sendForm(url, 'verify-email', { token: linked }),
    },
    { title: 'asking for a reset mail', given: signUp, act: askReset },
    {
      title: 'a new password, by its link',
      given: async () => {
        await askReset()
        await newLink()
      },
      act: () => sendForm(url, 'reset-password', { token: linked, new_password: `${password} ${users}` }),
    },
    { title: 'first log-in with Auth0: a new user', given: newIdToken, act: () => byToken(idToken) },
    { title: 'later log-in with Auth0', act: () => byToken(idToken) },
    { title: 'first request with an access token', given: newBearer, act: byBearer },
    { title: 'a request with an access token, within 5 seconds', act: byBearer },
  ]
}

/** @param uri of an empty database */
export async function countCosts(uri: string, shutdown: Shutdown): Promise<Cost[]> {
  const tenant = await startTenant(shutdown)
  const parseServer = { verifyUserEmails: true }
  const given = { auth0: tenant.options, from: 'Bench <no-reply@example.com>', parseServer }
  const node = await startNode(uri, shutdown, given)
  const asked = async () => (await node.ask<{ statements: number }>({ what: 'asked' })).statements
  const costs: Cost[] = []
  for (const step of stepsFor(node, tenant)) costs.push(await costOf(step, asked))
  await node.stop()
  return costs
}

async function costOf({ title, given, act }: Step, asked: () => Promise<number>): Promise<Cost> {
  const counts: Cost[] = []
  while (counts.length < tries) {
    await given?.()
    await sleep(settleMs)
    const begin = await asked()
    await act()
    const answered = await asked()
    await sleep(settleMs)
    counts.push({ title, before: answered - begin, after: (await asked()) - answered })
  }
  const fewest = (of: (cost: Cost) => number) => Math.min(...counts.map(of))
  return { title, before: fewest(({ before }) => before), after: fewest(({ after }) => after) }
}
