/** `accounts.sessions`, as hosts see it. */

/** One session. Its token is not told: whoever has it is the user. */
export interface SessionInfo {
  id: string
  userId: string
  createdAt: Date
  /** When it ends at the latest. */
  expiresAt: Date | undefined
  /** To the hour. */
  lastUsedAt: Date | undefined
  /** Browser and system, as "Firefox on Windows"; only of browsers that are known. */
  device: string | undefined
  /** IP address of the last use; not that of an operator, nor of a proxy that nobody trusts. */
  address: string | undefined
  /** `password`, `masterkey`, or the name of an auth provider. */
  provider: string | undefined
  /** The session at the provider behind it. */
  sid: string | undefined
  /** Of the app on the device that has logged in, as the SDKs of Parse send it. */
  installationId: string | undefined
}

/**
 * A user by id, a session by id, or all sessions of a session at a provider.
 * `provider` is its name, as `keycloak`. @default "auth0"
 */
export type RevokeTarget = string | { sid: string; provider?: string }

/** `accounts.sessions`. */
export interface Sessions {
  /** The sessions of a user that have not expired, newest first. */
  list(userId: string): Promise<SessionInfo[]>
  /**
   * Ends sessions at once: requests, LiveQuery sockets and remembered tokens included; on other nodes without
   * `redisUrl` within 5 seconds. Tokens of providers from before are refused too.
   * @returns how many sessions have ended.
   * @throws {TypeError} for a target of another form, or a provider that is not configured.
   */
  revoke(target: RevokeTarget): Promise<number>
}
