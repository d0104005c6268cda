/** Who people sign in with elsewhere, as far as the pages know of it. */

/** One sign-in, from the press of a button until the browser is back. */
export interface Flow {
  /** Where the browser comes back to. */
  redirectUri: string
  state: string
  nonce: string
  /** RFC 7636, section 4.1. */
  codeVerifier: string
}

export interface PageProvider {
  /** Its key in `authData`. */
  name: string
  /** What people call it. */
  title: string
  /**
   * Where the browser is sent to.
   * @param locale language of whoever signs in
   * @throws {Parse.Error} 100 when the provider can't be asked
   */
  authorizationUrl: (flow: Flow, locale: string) => Promise<string>
  /**
   * Exchanges what the browser has come back with, after checks of state, issuer, nonce and code verifier.
   * @returns `authData` of the provider, which the log-in verifies; nothing where the provider has signed nobody in
   * @throws {Parse.Error} 101 for an answer that is not accepted, 100 when the provider can't be asked
   */
  credentialFor: (flow: Flow, answer: Record<string, string>) => Promise<object | undefined>
}
