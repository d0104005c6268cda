/** What parse-server takes for an auth adapter. Public, so that it imports nothing that hosts may lack. */

/** `authData.auth0` of a log-in; `authData.auth0.id` of a user. */
export type Auth0AuthData = Record<string, unknown>

/** For `parseServer.auth.auth0`. */
export interface Auth0Adapter {
  validateOptions(this: { beforeFind?: unknown }): void
  validateSetUp(authData: Auth0AuthData): Promise<{ save: { id: string } }>
  validateLogin(authData: Auth0AuthData): Promise<{ doNotSave: true }>
  validateUpdate(authData: Auth0AuthData): Promise<{ save: { id: string } }>
}

/** A log-in that has succeeded. */
export interface LogInEvent {
  userId: string
  /** `password`, or the name of an auth provider, as `auth0`. */
  provider: string
  /** Whether the user was created by this log-in; a sign-up with a password is no log-in. */
  isNewUser: boolean
}
