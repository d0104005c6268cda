/** What Auth0 tells a post-login Action of a log-in. */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { ActionEvent } from '../support/action-sandbox'

const actions = join(__dirname, '../../actions')
export const parseAction = join(actions, 'parse-session-token.js')
export const backendlessAction = join(actions, 'backendless-user-token.js')

/** Somebody whom no other test knows, with a verified address. */
export function newUser(fields: Record<string, unknown> = {}) {
  const nickname = `p${randomUUID().slice(0, 13)}`
  const names = { name: 'Ann Archer', given_name: 'Ann', family_name: 'Archer', nickname }
  const picture = 'https://example.com/ann.png'
  const email = `${nickname}@example.com`
  return { user_id: `auth0|${nickname}`, email, email_verified: true, picture, ...names, ...fields }
}

/** @param parts of the event, on top of a first log-in with a password */
export function logInEvent(
  secrets: ActionEvent['secrets'],
  parts: Record<string, unknown> = {},
): ActionEvent {
  return {
    user: newUser(),
    session: { id: randomUUID() },
    authentication: { methods: [{ name: 'pwd', timestamp: new Date().toISOString() }] },
    authorization: { roles: [] },
    transaction: { protocol: 'oidc-basic-profile' },
    ...parts,
    secrets,
  }
}

/** The event of a refresh-token exchange. */
export const refreshEvent = (secrets: ActionEvent['secrets']): ActionEvent =>
  logInEvent(secrets, { transaction: { protocol: 'oauth2-refresh-token' } })
