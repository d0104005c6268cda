/** Types of a request on its way through parse-server: who sends it, what it reads and writes. */
import type { Row } from './database'
import type { RequestConfig } from './request-config'
import type { ParseUser } from './parse'

/** Who sent a request. */
export interface Auth {
  /** With which its roles are looked for. */
  config?: RequestConfig
  isMaster: boolean
  isMaintenance?: boolean
  /** Of a master key that only reads. */
  isReadOnly?: boolean
  installationId?: string | undefined
  user?: ParseUser | undefined
}

export type WriteMethod = 'create' | 'update' | 'delete'

/** What comes before each write. */
export interface SharedRest {
  /** @throws {Parse.Error} 119 for what whoever asks may not do to the class. */
  enforceRoleSecurity(method: WriteMethod, className: string, auth: Auth, config: RequestConfig): void
}

/** parse-server's functions around `Auth`. */
export interface AuthModule {
  Auth: {
    new (parts: {
      config: RequestConfig
      installationId?: string | undefined
      isMaster: boolean
      user?: Pick<ParseUser, 'id'>
    }): Auth
    prototype: {
      /** The names of all roles that the user has, each after `role:`. */
      getUserRoles: (this: Auth) => Promise<string[]>
      /** The roles that these are part of. */
      getRolesByIds: (this: { config: RequestConfig }, ids: string[]) => Promise<Row[]>
    }
  }
  master(config: RequestConfig): Auth
  /** Sees what parse-server keeps to itself. */
  maintenance(config: RequestConfig): Auth
  /** @throws {Parse.Error} 209 when there is no such session, or it has expired. */
  getAuthForSessionToken: (parts: {
    config?: RequestConfig
    installationId?: string | undefined
    sessionToken: string
  }) => Promise<Auth>
  /** Those of Parse.com's time, which stand in the user's row. */
  getAuthForLegacySessionToken: (parts: { config: RequestConfig; sessionToken: string }) => Promise<Auth>
  /** Rejects when a credential is no good. @param found the user whose it is, where there is one */
  handleAuthDataValidation: (authData: Fields, write: object, found?: Row) => Promise<unknown>
  /** Users with one of these, two at most; with their password hashes. */
  findUsersWithAuthData: (config: RequestConfig, authData: Fields, ...rest: unknown[]) => Promise<Row[]>
}

/** What a new session is made of. */
export interface NewSession {
  userId: string
  createdWith?: { action: string; authProvider?: string; sid?: string }
  installationId?: string
  additionalSessionData?: Record<string, unknown>
}

/** What writes one object. */
export interface RestWriteClass {
  createSession(
    config: RequestConfig,
    session: NewSession,
  ): { sessionData: Row; createSession: () => Promise<unknown> }
  /** The steps of a write that others stand in for, in their order. */
  prototype: {
    /** Makes the session that a client asks for. */
    handleSession(this: RestWrite): unknown
    /** @param user who logs in with a provider; with all that the row has, but the password */
    runBeforeLoginTrigger(this: RestWrite, user: Row): Promise<void>
    /** The first step that looks at users. */
    validateAuthData(this: RestWrite): unknown
    checkRestrictedFields(this: RestWrite): Promise<void>
    /** The first step after the host's `beforeSave`. */
    deleteEmailResetTokenIfNeeded(this: RestWrite): unknown
    /** Calls the two that follow, once the password is hashed. */
    transformUser(this: RestWrite): Promise<void>
    /** What the host asks of a password, before it is hashed. */
    _validatePasswordPolicy(this: RestWrite): Promise<void>
    _validateUserName(this: RestWrite): Promise<void>
    _validateEmail(this: RestWrite): Promise<void>
    /** The object before the write and after it, as triggers see it. */
    buildParseObjects(this: RestWrite): { originalObject?: ParseUser; updatedObject: ParseUser }
    runDatabaseOperation(this: RestWrite): unknown
    /** Ends sessions after a new password, opens another one, sends mail. */
    handleFollowup(this: RestWrite): unknown
    /** Opens a session of the user who is written, and puts its token into the answer. */
    createSessionToken(this: RestWrite): Promise<void>
    /** The last step. */
    filterProtectedFieldsInResponse(this: RestWrite): Promise<void>
  }
}

/** One write, on its way. */
export interface RestWrite {
  config: RequestConfig
  auth: Auth
  className: string
  /** What is updated; none where something is created. */
  query: Row | null
  data: Row
  /** What is stored; none where something is created. */
  originalData?: Row
  context: unknown
  storage: {
    /** The providers with which somebody logs in who was there before. */
    authProvider?: string
    sendVerificationEmail?: boolean
    clearSessions?: boolean
    generateNewSession?: boolean
    /** Fields that the host's `beforeSave` has set otherwise than the request. */
    fieldsChangedByTrigger?: string[]
  }
  /** Options for the database: whose permissions count. */
  runOptions: { action?: string }
  /** There when the write is done. */
  response: { status?: number; response: Row } | null
  objectId(): unknown
  buildParseObjects(): { originalObject?: ParseUser; updatedObject: ParseUser }
  /** How a session or a user comes to be; nothing for updates. */
  getCreatedWith(): NewSession['createdWith'] | undefined
}

/** What a trigger is told. */
export interface TriggerRequest {
  object?: ParseUser
  user?: ParseUser
  master?: boolean
  installationId?: string
  ip?: string
  headers?: Record<string, unknown>
  context?: unknown
  config: RequestConfig
  /** Of log-ins and log-outs: the way in. Added by this package, as the two that follow. */
  provider?: string
  isNewUser?: boolean
  userAgent?: string
  /** Written by a validator. */
  skipWithMasterKey?: boolean
}

export type TriggerHandler = (request: TriggerRequest) => unknown

/** parse-server's registry of triggers. */
export interface TriggersModule {
  _unregisterAll(): void
  /** @throws a text for a trigger that the class can't have. */
  addTrigger: (
    type: string,
    className: string,
    handler: TriggerHandler,
    applicationId: string,
    validator?: unknown,
  ) => void
  addFunction: (name: string, handler: unknown, validator: unknown, applicationId: string) => void
  removeTrigger: (type: string, className: string, applicationId: string) => void
  /** Rejects with 142 when the validator under this name refuses; does nothing without one. */
  maybeRunValidator(request: TriggerRequest, name: string, auth: Auth): Promise<void> | undefined
  /** Rejects with what the trigger threw. */
  maybeRunTrigger(
    type: string,
    auth: Auth,
    object: ParseUser | undefined,
    original: unknown,
    config: RequestConfig,
    context: unknown,
  ): Promise<unknown>
}

export type Fields = Record<string, unknown>

export type On<Parameters extends unknown[]> = (
  config: RequestConfig,
  auth: Auth,
  className: string,
  ...parameters: Parameters
) => Promise<unknown>

/** What all that the API does with objects ends in. */
export interface Rest {
  create: On<[fields: Fields, ...rest: unknown[]]>
  update: On<[where: Fields, fields: Fields, ...rest: unknown[]]>
  find: On<[where: unknown, options: Fields | undefined, ...rest: unknown[]]>
  get: On<[objectId: unknown, options: Fields | undefined, ...rest: unknown[]]>
  del: On<unknown[]>
}
