/** The rows of sessions, as operators see and change them: for specs of what happens after days. */
import type { Host } from './host'
import { rest } from './rest'

export interface SessionRow {
  objectId: string
  sessionToken: string
  expiresAt?: { iso: string }
  [field: string]: unknown
}

export const dayMs = 24 * 60 * 60 * 1000

/** @param days from now; negative ones are past */
export const inDays = (days: number) => ({
  __type: 'Date',
  iso: new Date(Date.now() + days * dayMs).toISOString(),
})

/** All sessions of a user, those that are over included. */
export async function rowsOf(host: Host, userId: string): Promise<SessionRow[]> {
  const where = { user: { __type: 'Pointer', className: '_User', objectId: userId } }
  const { body } = await rest(host, 'GET', '/sessions', { master: true, query: { where } })
  return body.results as SessionRow[]
}

/** Changes the row with a token. */
export async function changeRow(host: Host, sessionToken: string, fields: object): Promise<void> {
  const { body } = await rest(host, 'GET', '/sessions', { master: true, query: { where: { sessionToken } } })
  const [row] = body.results as SessionRow[]
  const { status } = await rest(host, 'PUT', `/sessions/${row?.objectId}`, { master: true, body: fields })
  expect(status).toBe(200)
}
