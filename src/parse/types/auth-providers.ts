/** Types of auth providers, as parse-server uses them. */

export interface Provider {
  validator: ((authData: unknown, ...rest: unknown[]) => Promise<unknown>) | undefined
  adapter: object
}

export interface AuthDataManager {
  getValidatorForProvider: (name: string) => Provider | undefined
  /** Lets adapters change what is seen of their identities, in place. */
  runAfterFind: (
    request: { config: unknown; auth: { isMaster: boolean } },
    authData: Record<string, unknown> | undefined,
  ) => Promise<void>
}
