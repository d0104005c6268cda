/** Logs in with what a provider has given. */
import { nobody } from '../../parse/auth-of'
import { type Fields, internals, type RequestConfig } from '../../parse/internals'

/** What somebody comes with, beside who they are at the provider. */
interface Extras {
  /** Of a second factor. */
  code?: string
  /** Of a sign-up. */
  invitation?: string
}

/** As a client does it by REST: with all that stands around a log-in. */
export async function logInWith(
  name: string,
  credential: object,
  config: RequestConfig,
  { code = '', invitation = '' }: Extras,
): Promise<string> {
  const authData = { [name]: credential, ...(code !== '' && { mfa: { token: code } }) }
  const fields = { authData, ...(invitation !== '' && { invitation }) }
  const { response } = (await internals.rest().create(config, nobody(config), '_User', fields, {})) as {
    response: Fields
  }
  return String(response.sessionToken)
}
