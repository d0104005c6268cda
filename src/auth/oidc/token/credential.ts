/** The forms of a provider's `authData` in a log-in. */
import { z } from 'zod'
import { CredentialFault } from './errors'

const text = z.string().min(1)
/** These are sent on to the provider. */
const short = text.max(2048)
/** A client may say who it expects and which nonce it sent; both are compared with the token. */
const expected = { id: z.string().optional(), nonce: text.optional() }

const credential = z.union([
  z.strictObject({ id_token: text, ...expected }),
  z.strictObject({ access_token: text, id: expected.id }),
  z.strictObject({ code: short, redirect_uri: short, code_verifier: short, ...expected }),
])

/** Exactly one kind of credential. */
export type Credential = z.output<typeof credential>
/** An authorization code and what it is bound to (RFC 7636, section 4.5). */
export type CodeCredential = Extract<Credential, { code: string }>

const whatToSend = (name: string) =>
  `For authData.${name}, send one of { id_token }, { access_token } or { code, redirect_uri, code_verifier }, all texts. ` +
  'There may be an `id`, and a `nonce` unless it is an access token.'

/**
 * @param name of the provider
 * @throws {CredentialFault} when it has no credential, two kinds of them, or something else in it.
 */
export function parseCredential(name: string, authData: Record<string, unknown>): Credential {
  const { data } = credential.safeParse(authData)
  if (!data) throw new CredentialFault(whatToSend(name))
  return data
}
