/** Where clients send a password that is checked, and whose account it is about. */
import type { Fields, RoutedRequest } from '../internals'
import { isFilledText } from '../values'

/** In an update of a user: the password that the user has, to prove who sends it. */
export const currentPassword = 'currentPassword'

/** As parse-server chooses: the query takes the place of the body, where it names what the body does not. */
function credentialsIn({ body = {}, query = {} }: RoutedRequest): Fields {
  const isInQuery = (['username', 'email'] as const).some((name) => !body[name] && query[name])
  return isInQuery ? query : body
}

/** Whose password is checked: one of the two is there. */
export interface Credentials {
  username: string | undefined
  email: string | undefined
}

/** @returns whom parse-server looks for; nothing where it refuses before that */
export function credentialsOf(request: RoutedRequest): Credentials | undefined {
  const sent = credentialsIn(request)
  const isText = (value: unknown) => !value || typeof value === 'string'
  if (!isFilledText(sent.password) || !isText(sent.username) || !isText(sent.email)) return undefined
  const [username, email] = [sent.username, sent.email].map((value) =>
    isFilledText(value) ? value : undefined,
  )
  return username === undefined && email === undefined ? undefined : { username, email }
}

/** @returns the user name or the e-mail address, as it was sent; nothing where there is neither */
export function accountNamedIn(request: RoutedRequest): string | undefined {
  const { username, email } = credentialsIn(request)
  return [username, email].find(isFilledText)
}
