/** Who people sign in with elsewhere, as far as the pages know of it. */

/** One sign-in, from the press of a button until the browser is back. */
export interface Flow {
  /** Where the browser comes back to. */
  redirectUri: string
  state: string
  nonce: string
  /** RFC 7636, section 4.1. */
  codeVerifier: string
  /** Whether the provider is to ask who it is, whoever is signed in there. */
  needsFresh?: boolean
}

/** One sign-out, from the press of a button until the browser is back. */
export interface SignOut {
  /** Where the browser comes back to. */
  redirectUri: string
  state: string
  /** The session there, where it is known. */
  sid: string | undefined
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
   * Exchanges what the browser has come back with, after checks of state, issuer, nonce and code verifier,
   * and of `auth_time` where it is to be fresh.
   * @returns `authData` of the provider, which the log-in verifies; nothing where the provider has signed nobody in
   * @throws {Parse.Error} 101 for an answer that is not accepted, 100 when the provider can't be asked
   */
  credentialFor: (flow: Flow, answer: Record<string, string>) => Promise<object | undefined>
  /**
   * Where the browser is sent to sign out there, too (OpenID Connect RP-Initiated Logout 1.0, section 2).
   * @returns nothing where the provider names no such place, or can't be asked
   */
  signOutUrl: (signOut: SignOut, locale: string) => Promise<string | undefined>
}
