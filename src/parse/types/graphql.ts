/** Types of parse-server's GraphQL modules. */
import type { Readable } from 'node:stream'
import type { GraphQLFieldConfig, GraphQLObjectType } from 'graphql'
import type { Row } from './database'
import type { RequestConfig } from './request-config'
import type { ExpressApp } from './http'
import type { Fields } from './rest'
import type { StoredFile } from './routers'
import type { ParseServer } from './server'

export interface GraphQLContext {
  info: { sessionToken?: string; installationId?: string }
  config: RequestConfig
  auth: GraphQLAuth
}

export interface GraphQLAuth {
  user?: unknown
  isMaster: boolean
  isMaintenance?: boolean
}

export interface ObjectsQueries {
  getObject: (
    className: string,
    objectId: string,
    keys: string | undefined,
    include: string | undefined,
    readPreference: unknown,
    includeReadPreference: unknown,
    config: RequestConfig,
    auth: GraphQLAuth,
    ...rest: unknown[]
  ) => Promise<Row>
}

export interface ObjectsMutations {
  createObject: (
    className: string,
    fields: unknown,
    config: unknown,
    auth: GraphQLAuth,
    info: unknown,
  ) => Promise<{ objectId: string }>
  updateObject: (
    className: string,
    objectId: string,
    fields: Row,
    config: unknown,
    auth: GraphQLAuth,
    info: unknown,
  ) => Promise<Row>
}

export interface ParseGraphQLSchema {
  viewerType: GraphQLObjectType
  /** The classes that it is made of, by name. */
  parseClasses: Record<string, { fields: Row }>
  handleError(this: unknown, error: unknown): never
  /** The classes that the schema is made of; those of others too. */
  _getClassesForSchema: (config: unknown) => Promise<{ className: string; fields: Row }[]>
  addGraphQLMutation(
    this: ParseGraphQLSchema,
    name: string,
    mutation: GraphQLFieldConfig<unknown, GraphQLContext>,
    ...rest: unknown[]
  ): unknown
}

export type ParseGraphQLServerClass = new (
  server: ParseServer,
  config: Record<string, unknown>,
) => { parseGraphQLSchema: ParseGraphQLSchema; applyGraphQL(app: ExpressApp): void }

export interface UsersQueries {
  getUserFromSessionToken(
    context: GraphQLContext,
    info: unknown,
    fieldPrefix: string,
    userId: string | false | undefined,
  ): Promise<unknown>
}

/** An error, before an answer is made of it. */
export interface TellingError {
  message: string
  stack?: string
  extensions: { code?: unknown }
}

/** A plugin of the GraphQL server. */
export interface ComplexityPlugin {
  requestDidStart: (request: unknown) => {
    didResolveOperation: (resolved: { operation?: unknown }) => Promise<void>
    didEncounterErrors?: (failed: { errors: TellingError[] }) => Promise<void>
  }
}

/** Makes Parse's values of GraphQL's. */
export interface MutationTransformers {
  transformTypes(
    inputType: string,
    fields: Fields | undefined,
    about: { className: string; parseGraphQLSchema: ParseGraphQLSchema },
  ): Promise<Fields | undefined>
}

/** A file that a client is sending. */
export interface Upload {
  filename?: string
  mimetype: string
  /** @throws what went wrong with it so far */
  createReadStream: () => Readable
}

export interface FilesMutations {
  handleUpload(upload: Promise<Upload>, config: RequestConfig): Promise<{ fileInfo: StoredFile }>
}

export interface QueryComplexity {
  createComplexityValidationPlugin: (getLimits: unknown) => ComplexityPlugin
}

/** Knows how GraphQL is configured: which classes it shows, and how. */
export interface GraphQLController {
  getGraphQLConfig: (this: GraphQLController) => Promise<object>
  _getCachedGraphQLConfig(): Promise<object | null>
  /** Remembers it for a minute. */
  _putCachedGraphQLConfig: (this: GraphQLController, config: object) => Promise<unknown>
  cacheController: { graphQL: { put(key: string, value: unknown, ttlMs: number): Promise<unknown> } }
  configCacheKey: string
}
