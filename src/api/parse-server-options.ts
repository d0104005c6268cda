/** Options of Parse Server that pass through. */

/** What a function decides by: about whom, and how they come in. */
export interface VerificationRequest {
  /** A `Parse.User`. */
  object: { id?: string; get(field: string): unknown }
  original?: { id?: string; get(field: string): unknown }
  createdWith?: { action: 'login' | 'signup'; authProvider: string }
  master?: boolean
  ip?: string
  installationId?: string
  resendRequest?: boolean
}

type Decide = (request: VerificationRequest) => unknown

/**
 * The options of Parse Server 9.10 that pass through to it as they are, so that a misspelt one doesn't compile. Its own
 * types lack some of them, and need files that it doesn't ship. What each does:
 * https://parseplatform.org/parse-server/api/master/ParseServerOptions.html
 */
export interface PassedOn {
  allowAggregationForReadOnlyMasterKey?: boolean | undefined
  allowClientClassCreation?: boolean | undefined
  allowCustomObjectId?: boolean | undefined
  allowExpiredAuthDataToken?: boolean | undefined
  allowHeaders?: string[] | undefined
  allowOrigin?: string | string[] | undefined
  analyticsAdapter?: string | object | undefined
  cacheAdapter?: string | object | undefined
  cacheMaxSize?: number | undefined
  cacheTTL?: number | undefined
  clientKey?: string | undefined
  cluster?: number | boolean | undefined
  collectionPrefix?: string | undefined
  convertEmailToLowercase?: boolean | undefined
  convertUsernameToLowercase?: boolean | undefined
  databaseOptions?: object | undefined
  defaultLimit?: number | undefined
  directAccess?: boolean | undefined
  dotNetKey?: string | undefined
  emailVerifySuccessOnInvalidEmail?: boolean | undefined
  emailVerifyTokenReuseIfValid?: boolean | undefined
  emailVerifyTokenValidityDuration?: number | undefined
  enableAnonymousUsers?: boolean | undefined
  enableCollationCaseComparison?: boolean | undefined
  enableExpressErrorHandler?: boolean | undefined
  enableInsecureAuthAdapters?: boolean | undefined
  enableProductPurchaseLegacyApi?: boolean | undefined
  enableSanitizedErrorResponse?: boolean | undefined
  encryptionKey?: string | undefined
  enforcePrivateUsers?: boolean | undefined
  expireInactiveSessions?: boolean | undefined
  extendSessionOnUse?: boolean | undefined
  fileDownload?: object | undefined
  fileKey?: string | undefined
  fileUpload?: object | undefined
  filesAdapter?: string | object | undefined
  graphQLPath?: string | undefined
  graphQLPublicIntrospection?: boolean | undefined
  graphQLSchema?: unknown
  host?: string | undefined
  idempotencyOptions?: object | undefined
  installation?: object | undefined
  javascriptKey?: string | undefined
  jsonLogs?: boolean | undefined
  liveQuery?: object | undefined
  liveQueryServerOptions?: object | undefined
  logLevel?: string | undefined
  logLevels?: object | undefined
  loggerAdapter?: string | object | undefined
  logsFolder?: string | null | undefined
  maintenanceKey?: string | undefined
  maintenanceKeyIps?: string[] | undefined
  masterKeyIps?: string[] | undefined
  masterKeyTtl?: number | undefined
  maxLimit?: number | undefined
  maxLogFiles?: number | string | undefined
  maxUploadSize?: string | undefined
  middleware?: unknown
  mountGraphQL?: boolean | undefined
  mountPath?: string | undefined
  mountPlayground?: boolean | undefined
  objectIdSize?: number | undefined
  pages?: object | undefined
  passwordPolicy?: object | undefined
  playgroundPath?: string | undefined
  port?: number | undefined
  preserveFileName?: boolean | undefined
  preventLoginWithUnverifiedEmail?: boolean | Decide | undefined
  preventSignupWithUnverifiedEmail?: boolean | undefined
  protectedFields?: Record<string, Record<string, string[]>> | undefined
  protectedFieldsOwnerExempt?: boolean | undefined
  protectedFieldsSaveResponseExempt?: boolean | undefined
  protectedFieldsTriggerExempt?: boolean | undefined
  push?: object | undefined
  query?: object | undefined
  rateLimit?: object | object[] | undefined
  readOnlyMasterKey?: string | undefined
  readOnlyMasterKeyIps?: string[] | undefined
  requestComplexity?: object | undefined
  requestContextMiddleware?: unknown
  requestKeywordDenylist?: object[] | undefined
  restAPIKey?: string | undefined
  revokeSessionOnPasswordReset?: boolean | undefined
  routeAllowList?: string[] | undefined
  scheduledPush?: boolean | undefined
  schema?: object | undefined
  security?: object | undefined
  sendUserEmailVerification?: boolean | Decide | undefined
  serverCloseComplete?: (() => void) | undefined
  serverURL?: string | undefined
  sessionLength?: number | undefined
  silent?: boolean | undefined
  startLiveQueryServer?: boolean | undefined
  trustProxy?: unknown
  userSensitiveFields?: string[] | undefined
  verbose?: boolean | undefined
  verifyServerUrl?: boolean | undefined
  verifyUserEmails?: boolean | Decide | undefined
  webhookKey?: string | undefined
}
