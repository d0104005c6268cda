/** Where clients send a password that is checked, and whose account it is about. */
import type { Fields, RoutedRequest } from './internals'

/** In an update of a user: the password that the user has, to prove who sends it. */
export const currentPassword = 'currentPassword'

const isGiven = (value: unknown): value is string => typeof value === 'string' && value !== ''

/** As parse-server chooses: the query takes the place of the body, where it names what the body does not. */
function credentialsIn({ body = {}, query = {} }: RoutedRequest): Fields {
  const isInQuery = (['username', 'email'] as const).some((name) => !body[name] && query[name])
  return isInQuery ? query : body
}

/** @returns the user name or the e-mail address, as it was sent; nothing where there is neither */
export function accountNamedIn(request: RoutedRequest): string | undefined {
  const { username, email } = credentialsIn(request)
  return [username, email].find(isGiven)
}
