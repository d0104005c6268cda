/** What parse-server takes for an auth adapter. Public, so that it imports nothing that hosts may lack. */

/** A provider's part of `authData`: the credential of a log-in; the `id` of a user. */
export type ProviderAuthData = Record<string, unknown>

/** For `parseServer.auth`, under the name of the provider. */
export interface ProviderAdapter {
  validateOptions(this: Record<string, unknown>): void
  validateSetUp(authData: ProviderAuthData): Promise<{ save: { id: string } }>
  validateLogin(authData: ProviderAuthData): Promise<{ doNotSave: true }>
  validateUpdate(authData: ProviderAuthData): Promise<{ save: { id: string } }>
}

/** For `parseServer.auth.auth0`. */
export type Auth0Adapter = ProviderAdapter

/** A log-in that has succeeded. */
export interface LogInEvent {
  userId: string
  /** `password`, or the name of an auth provider, as `auth0`. */
  provider: string
  /** Whether the user was created by this log-in; a sign-up with a password is no log-in. */
  isNewUser: boolean
}
