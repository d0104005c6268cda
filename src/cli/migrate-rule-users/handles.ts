/** The handle by which the old rule knew an Auth0 user: it became the username of the Parse user. */

/** What a handle is, by its looks. */
export type HandleKind = 'email' | 'name' | 'id'

/** Auth0's ids begin with the kind of the connection, as `google-oauth2|1234`. */
const id = /^[a-z0-9-]+\|\S+$/
const email = /^\S+@\S+$/

/** What a username looks like. An id may contain an e-mail address, as `samlp|acme|ann@example.com`. */
export function kindOf(username: string): HandleKind {
  if (id.test(username)) return 'id'
  return email.test(username) ? 'email' : 'name'
}

/** An Auth0 user, as far as the rule looked at one. */
export interface Auth0User {
  user_id: string
  email?: string | null | undefined
  name?: string | null | undefined
}

/** The rule's own words were `email || name || user_id`. */
export function handleOf({ user_id, email, name }: Auth0User): { handle: string; kind: HandleKind } {
  if (email) return { handle: email, kind: 'email' }
  return name ? { handle: name, kind: 'name' } : { handle: user_id, kind: 'id' }
}
