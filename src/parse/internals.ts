/**
 * The one door to parse-server's own modules. They are loaded from the copy that the host installed, with
 * that copy's dependencies, so that there is one Parse, one Express 5 and one graphql.
 */
import { createRequire } from 'node:module'
import type {
  DatabaseClass,
  PostgresAdapter,
  Row,
  SchemaCache,
  SchemaControllerClass,
  SchemaModule,
  SessionCache,
} from './types/database'
import type {
  FilesMutations,
  MutationTransformers,
  GraphQLController,
  ObjectsMutations,
  ObjectsQueries,
  ParseGraphQLSchema,
  ParseGraphQLServerClass,
  QueryComplexity,
  UsersQueries,
} from './types/graphql'
import type { Batch, Express, Middlewares, RouterLayerClass } from './types/http'
import type { LiveQueryServerClass } from './types/live-query'
import type { AccountLockoutClass } from './types/lockout'
import type { ParseModule, PasswordModule } from './types/parse'
import type { PubSub, RedisModule } from './types/redis'
import type { UserController } from './types/request-config'
import type { AuthModule, Rest, RestWriteClass, SharedRest, TriggersModule } from './types/rest'
import type {
  ClassesRouterClass,
  FilesRouterClass,
  SessionsRouterClass,
  UsersRouterClass,
} from './types/routers'
import type {
  AppCache,
  AuthAdapterClass,
  ConfigClass,
  EmailTexts,
  Logger,
  ParseServerClass,
  Router,
  RouterParts,
} from './types/server'

export type * from './types/auth-providers'
export type * from './types/graphql'
export type * from './types/database'
export type * from './types/http'
export type * from './types/live-query'
export type * from './types/lockout'
export type * from './types/parse'
export type * from './types/redis'
export type * from './types/request-config'
export type * from './types/rest'
export type * from './types/routers'
export type * from './types/server'

/** `require` as parse-server's own modules have it. */
export const requireFromParseServer = createRequire(require.resolve('parse-server'))

const loaded = new Map<string, unknown>()

/**
 * parse-server makes a folder for its logs, in the folder of the process, by being loaded. Nobody has asked for files
 * unless by its variable; the option `logsFolder` counts when a server starts.
 */
function withoutLogsFolder(): void {
  const { default: defaults } = requireFromParseServer('./defaults') as { default: Record<string, unknown> }
  if (!process.env.PARSE_SERVER_LOGS_FOLDER) defaults.logsFolder = null
}

/**
 * Loads from parse-server a package that it depends on, or (`./…`) a module of its own. Remembers it: `require`
 * looks at files each time, and some are asked for in every request.
 */
function load(name: string): unknown {
  if (loaded.size === 0) withoutLogsFolder()
  if (!loaded.has(name)) loaded.set(name, requireFromParseServer(name))
  return loaded.get(name)
}

/** Each module, loaded when it is first asked for: importing this package must stay cheap. */
export const internals = {
  express: () => load('express') as Express,
  /** JSON as MongoDB's tools write it. */
  EJSON: () =>
    (load('mongodb') as { BSON: { EJSON: { deserialize(record: object, options: object): Row } } }).BSON
      .EJSON,
  semver: () => load('semver') as { satisfies(version: string, range: string): boolean },
  RouterLayer: () => load('router/lib/layer') as RouterLayerClass,
  WebSocketServer: () => (load('ws') as typeof import('ws')).WebSocketServer,
  graphql: () => load('graphql') as typeof import('graphql'),
  redis: () => load('redis') as RedisModule,
  EventEmitterPubSub: () =>
    (load('./Adapters/PubSub/EventEmitterPubSub') as { EventEmitterPubSub: PubSub }).EventEmitterPubSub,
  listFields: () => load('graphql-list-fields') as (info: unknown) => string[],
  Parse: () => (load('parse/node') as { Parse: ParseModule }).Parse,
  ParseServer: () => (load('./index') as { ParseServer: ParseServerClass }).ParseServer,
  ParseGraphQLServer: () =>
    (load('./GraphQL/ParseGraphQLServer') as { ParseGraphQLServer: ParseGraphQLServerClass })
      .ParseGraphQLServer,
  promiseRouter: () =>
    (load('./ParseServer') as { default: { promiseRouter: (parts: RouterParts) => Router } }).default
      .promiseRouter,
  LiveQueryServer: () =>
    (load('./LiveQuery/ParseLiveQueryServer') as { ParseLiveQueryServer: LiveQueryServerClass })
      .ParseLiveQueryServer,
  queryComplexity: () => load('./GraphQL/helpers/queryComplexity') as QueryComplexity,
  objectsQueries: () => load('./GraphQL/helpers/objectsQueries') as ObjectsQueries,
  objectsMutations: () => load('./GraphQL/helpers/objectsMutations') as ObjectsMutations,
  mutationTransformers: () => load('./GraphQL/transformers/mutation') as MutationTransformers,
  filesMutations: () => load('./GraphQL/loaders/filesMutations') as FilesMutations,
  usersQueries: () => load('./GraphQL/loaders/usersQueries') as UsersQueries,
  rest: () => load('./rest') as Rest,
  SharedRest: () => load('./SharedRest') as SharedRest,
  Config: () => load('./Config') as ConfigClass,
  defaults: () => (load('./defaults') as { default: Record<string, unknown> }).default,
  optionDefinitions: () => load('./Options/Definitions') as { ParseServerOptions: object },
  appCache: () => (load('./cache') as { default: AppCache }).default,
  schemaCache: () => (load('./Adapters/Cache/SchemaCache') as { default: SchemaCache }).default,
  schemas: () => load('./Controllers/SchemaController') as SchemaModule,
  triggers: () => load('./triggers') as TriggersModule,
  auth: () => load('./Auth') as AuthModule,
  AccountLockout: () => (load('./AccountLockout') as { AccountLockout: AccountLockoutClass }).AccountLockout,
  password: () => load('./password') as PasswordModule,
  Utils: () => load('./Utils') as { parseSizeToBytes(size: string | number): number },
  cryptoUtils: () => load('./cryptoUtils') as { newObjectId(size?: number): string },
  middlewares: () => load('./middlewares') as Middlewares,
  batch: () => load('./batch') as Batch,
  RestWrite: () => load('./RestWrite') as RestWriteClass,
  SubCache: () =>
    (load('./Controllers/CacheController') as { SubCache: { prototype: SessionCache } }).SubCache,
  /** The log of the Parse Server that was constructed last. */
  logger: () => (load('./logger') as { logger: Logger }).logger,
  loadAdapter: () =>
    (load('./Adapters/AdapterLoader') as { loadAdapter: (adapter: unknown) => unknown }).loadAdapter,
  loadAuthAdapter: () =>
    (load('./Adapters/Auth') as { loadAuthAdapter: (name: string, auth: Record<string, unknown>) => unknown })
      .loadAuthAdapter,
  AuthAdapter: () => (load('./Adapters/Auth/AuthAdapter') as { default: AuthAdapterClass }).default,
  /** Knows kinds of files; an ES module. */
  mime: () => (load('mime') as { default: { getExtension(type: string): string | null } }).default,
  FilesRouter: () => (load('./Routers/FilesRouter') as { FilesRouter: FilesRouterClass }).FilesRouter,
  ClassesRouter: () =>
    (load('./Routers/ClassesRouter') as { ClassesRouter: ClassesRouterClass }).ClassesRouter,
  SessionsRouter: () =>
    (load('./Routers/SessionsRouter') as { SessionsRouter: SessionsRouterClass }).SessionsRouter,
  UsersRouter: () => (load('./Routers/UsersRouter') as { UsersRouter: UsersRouterClass }).UsersRouter,
  UserController: () =>
    (load('./Controllers/UserController') as { default: { prototype: UserController & EmailTexts } }).default,
  SchemaController: () =>
    (load('./Controllers/SchemaController') as { SchemaController: SchemaControllerClass }).SchemaController,
  DatabaseController: () => load('./Controllers/DatabaseController') as { prototype: DatabaseClass },
  LoggerController: () =>
    (load('./Controllers/LoggerController') as { LoggerController: { prototype: Logger } }).LoggerController,
  ParseGraphQLController: () =>
    (load('./Controllers/ParseGraphQLController') as { default: { prototype: GraphQLController } }).default,
  ParseGraphQLSchema: () =>
    (load('./GraphQL/ParseGraphQLSchema') as { ParseGraphQLSchema: { prototype: ParseGraphQLSchema } })
      .ParseGraphQLSchema,
}

/** Whether the adapter is Parse Server's own for PostgreSQL. */
export const isPostgres = <Adapter extends object>(adapter: Adapter): adapter is Adapter & PostgresAdapter =>
  '_client' in adapter && '_pgp' in adapter
