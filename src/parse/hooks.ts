/**
 * Every method of Parse Server that this package stands in for: the one table, and the one place that replaces them.
 * A row is here because no option, trigger or route of Parse Server's can do the same; it says why.
 */
import { internals, type ParseConfig } from './internals'
import {
  type AnyHook,
  assertShape,
  type ReplacedMethod,
  replaceMethod,
  rows,
  type Seam,
  type Target,
} from './replaced-method'

const rest = () => internals.rest()
const users = () => internals.UsersRouter().prototype
const writes = () => internals.RestWrite().prototype
const database = () => internals.DatabaseController().prototype
const emails = () => internals.UserController().prototype

/** parse-server freezes it: a copy takes its place, one for all rows. */
const providers = (config: ParseConfig) =>
  Object.isFrozen(config.authDataManager)
    ? (config.authDataManager = { ...config.authDataManager })
    : config.authDataManager

const noRoute = 'GraphQL and batch come by no route of ours, and the answer has to wait'
const refusals = 'what the database refuses is the client’s mistake'
const userWrites = 'sees what is written to users by whatever way; triggers see no hash and no transaction'
const everyWay = 'REST, batch, GraphQL and Cloud Code meet here, before anything trusts what a client sent'

/** Each replaced method once. The functions around one run in the order in which they were added, the first outermost. */
export const seams = {
  ...rows('rest', rest, {
    create: [5, everyWay],
    update: [6, everyWay],
    find: [6, everyWay],
    get: [6, everyWay],
    del: [5, everyWay],
  }),
  ...rows('UsersRouter', users, {
    _authenticateUserFromRequest: [
      1,
      'log-in, password check and challenge meet here, by REST and GraphQL; triggers run later',
    ],
    handleLogIn: [1, 'the answer has to wait until the mails are kept that afterLogin causes'],
    handleLogInAs: [1, 'a batch has no middleware for its requests'],
    handleResetRequest: [1, noRoute],
    handleVerificationEmailRequest: [1, noRoute],
    handleVerifyPassword: [
      1,
      'it gives the user for the password alone, and asks no trigger; a batch has no middleware for its requests',
    ],
  }),
  ...rows('RestWrite', () => internals.RestWrite(), {
    createSession: [
      2,
      'triggers on _Session are not allowed, and clients must not be able to set what is added',
    ],
  }),
  ...rows('RestWrite', writes, {
    runBeforeLoginTrigger: [1, 'it runs the trigger before anybody has looked at the credential'],
    validateAuthData: [0, 'the first step that looks at users: later ones have written of others already'],
    createSessionToken: [0, 'no option keeps parse-server from answering with a session of another user'],
    transformUser: [0, 'what is locked for a write has to be freed where the write ends here'],
    _validatePasswordPolicy: [
      0,
      'the last step that sees a password, of clients, triggers and pages; no policy can wait for an answer',
    ],
    _validateUserName: [0, 'names are looked for among names only, and triggers run too early to be sure'],
    handleSession: [
      0,
      'triggers on _Session are not allowed, and what a client asks for must inherit its end',
    ],
    handleFollowup: [
      0,
      'a new password ends sessions and opens one, which no option keeps to the end of the former',
    ],
    checkRestrictedFields: [
      0,
      'the last step before the host’s beforeSave, which has to see what is filled in',
    ],
    deleteEmailResetTokenIfNeeded: [
      0,
      'the first step after the host’s beforeSave, which has its say about a new address',
    ],
    _validateEmail: [0, 'no option tells parse-server that an address is proven, or that it is not'],
    buildParseObjects: [0, 'it fails over a part of an object that is null, at times after the write'],
    runDatabaseOperation: [0, 'the id of what is written is known only now, and a trigger may be the host’s'],
    filterProtectedFieldsInResponse: [0, 'the last step of a write: no trigger can change its answer'],
  }),
  ...rows('password', () => internals.password(), {
    hash: [1, 'one password has several forms, and no option makes them one'],
    compare: [2, 'one password has several forms, and older hashes are of any of them'],
  }),
  ...rows('SessionsRouter', () => internals.SessionsRouter().prototype, {
    handleMe: [1, 'it reads the session as nobody, and asks nobody whether it has expired'],
    handleUpdateToRevocableSession: [
      1,
      'it opens a session beside that of a token, and fails on PostgreSQL; a batch comes by no route of ours',
    ],
  }),
  ...rows('Auth', () => internals.auth(), {
    getAuthForSessionToken: [
      1,
      'all that acts with a session meets here, LiveQuery included; no trigger sees it',
    ],
    getAuthForLegacySessionToken: [1, 'all that acts with an old session meets here; no trigger sees it'],
    handleAuthDataValidation: [3, 'the last step before a log-in with a provider writes anything of it'],
    findUsersWithAuthData: [4, 'gives the row that a log-in has read anyway, so that nobody reads it again'],
  }),
  ...rows('Config', () => internals.Config(), {
    get: [2, 'middlewares check the addresses of keys before any of ours can tell whose they are'],
  }),
  ...rows('LiveQueryServer', () => internals.LiveQueryServer().prototype, {
    _onConnect: [1, 'a wssAdapter sees no frame, and parse-server waits for ever for one'],
    _handleConnect: [2, 'beforeConnect does not know the application id, nor what becomes of the socket'],
    _handleSubscribe: [2, 'beforeSubscribe does not know the socket, nor how many subscriptions it has'],
  }),
  ...rows('DatabaseController', database, {
    find: [2, refusals],
    create: [2, userWrites],
    update: [3, userWrites],
    destroy: [2, refusals],
    validateObject: [5, 'parse-server drops what the database says when it adds a class or a field'],
    purgeCollection: [1, 'who empties a class ends sessions, and runs no trigger'],
    commitTransactionalSession: [0, 'nobody is told of what a transaction has not written yet'],
    abortTransactionalSession: [0, 'nobody is told of what a transaction has not written at all'],
    addProtectedFields: [
      2,
      'the option protectedFields can’t hide a field from the groups of class-level permissions',
    ],
  }),
  ...rows('SchemaController', () => internals.SchemaController().prototype, {
    reloadData: [
      0,
      'the option enableSchemaHooks needs a replica set, and nobody else tells nodes of classes',
    ],
    updateClass: [
      5,
      'it keeps half a class in mind; and migrations delete what only PostgreSQL knows, and fail',
    ],
  }),
  ...rows('SchemaController', () => internals.schemas(), {
    load: [2, 'it makes all that is known of all classes anew, several times in a request'],
  }),
  ...rows('triggers', () => internals.triggers(), {
    addTrigger: [
      5,
      'parse-server keeps the last trigger of a type only: a host’s would take the place of ours',
    ],
    addFunction: [4, 'parse-server drops the codes of errors that come from another copy of parse'],
    removeTrigger: [3, 'who removes a webhook would remove our triggers with it'],
    maybeRunTrigger: [6, 'the levels of its log count for the host’s triggers and for ours alike'],
  }),
  ...rows('AccountLockout', () => internals.AccountLockout().prototype, {
    _setLockoutExpiration: [0, 'parse-server tells nobody that it locks an account'],
    _setFailedLoginCount: [
      1,
      'parse-server counts anew with a right password, before it sees the code of MFA',
    ],
  }),
  ...rows('RouterLayer', () => internals.RouterLayer().prototype, {
    match: [1, 'router 2.3 broke what parse-server relies on, and no option of it'],
  }),
  ...rows('queryComplexity', () => internals.queryComplexity(), {
    createComplexityValidationPlugin: [
      1,
      'its plugin fails for an unknown operationName, and can only be turned off as a whole',
    ],
  }),
  ...rows('objectsMutations', () => internals.objectsMutations(), {
    createObject: [5, 'createUser answers as whoever asked, who may not read the new user'],
    updateObject: [6, 'GraphQL answers what was sent, not what was stored'],
  }),
  ...rows('objectsQueries', () => internals.objectsQueries(), {
    getObject: [10, 'createUser answers as whoever asked, who may not read the new user'],
  }),
  ...rows('mutationTransformers', () => internals.mutationTransformers(), {
    transformTypes: [3, 'it makes an empty ACL of null; later nobody can tell them apart'],
  }),
  ...rows('filesMutations', () => internals.filesMutations(), {
    handleUpload: [2, 'it sends the file on by plain HTTP, and ends the process where that breaks off'],
  }),
  ...rows('usersQueries', () => internals.usersQueries(), {
    getUserFromSessionToken: [4, 'it makes anew who asks, a master key out of one that only reads'],
  }),
  ...rows('ParseGraphQLController', () => internals.ParseGraphQLController().prototype, {
    getGraphQLConfig: [0, 'it asks the database in every request, where nothing is configured'],
    _putCachedGraphQLConfig: [1, 'a minute is longer than nodes may differ, and no option shortens it'],
  }),
  ...rows('ParseGraphQLSchema', () => internals.ParseGraphQLSchema().prototype, {
    addGraphQLMutation: [2, 'custom type definitions would have to repeat the merge with those of the host'],
    handleError: [
      1,
      'a formatter of errors sees the text that GraphQL has made of what Cloud Code has thrown',
    ],
    _getClassesForSchema: [1, 'no option hides a field from the schema for operators and clients alike'],
  }),
  ...rows('UserController', emails, {
    regenerateEmailVerifyToken: [4, 'it writes back the whole user, and no option narrows that'],
    sendPasswordResetEmail: [1, 'it takes the first who has an address or a name, and no option orders them'],
    resendVerificationEmail: [3, 'parse-server’s page has to wait until its mail is kept'],
    sendVerificationEmail: [2, 'it is neither awaited nor caught, and ends the process where it throws'],
    setPasswordResetToken: [1, 'a trigger’s refusal would tell that there is an account'],
    updatePassword: [2, 'a trigger can’t tell a password that a link has set from one that was changed'],
    verifyEmail: [1, 'links of ours are opened on parse-server’s pages, with their redirects'],
  }),
  ...rows('LoggerController', () => internals.LoggerController().prototype, {
    log: [2, 'a loggerAdapter would have to be loaded, and its files opened, before the options are checked'],
  }),
  ...rows('loggerAdapter', ({ loggerController }: ParseConfig) => loggerController.adapter, {
    log: [undefined, 'the controller decodes what clients name, after anything that stands in front of it'],
  }),
  ...rows('SubCache', () => internals.SubCache().prototype, {
    put: [3, 'a cacheAdapter would have to be loaded, and connected, before the options are checked'],
  }),
  ...rows('databaseAdapter', ({ databaseController }: ParseConfig) => databaseController.adapter, {
    find: [undefined, 'the controller makes one error of all, before anybody can tell which'],
    createClass: [undefined, 'the schema controller drops what it says'],
    addFieldIfNotExists: [undefined, 'the schema controller drops what it says'],
    count: [undefined, 'it answers with an estimate, and no option of the controller’s asks for more'],
  }),
  ...rows('authDataManager', providers, {
    getValidatorForProvider: [1, 'parse-server answers HTTP 500 for a provider that is not configured'],
    runAfterFind: [2, 'users with an identity of such a provider can’t be read'],
  }),
}

/** Name of a row. */
export type SeamName = keyof typeof seams

type MethodOf<Row> = Row extends Seam<infer Method> ? Method : never

/** A function around a method: it gets `next`, which is the rest of them and at last Parse Server's own. */
type Around<Method> = Method extends (this: infer This, ...args: infer Args) => infer Result
  ? (this: This, next: (this: unknown, ...args: Args) => Result, ...args: Args) => Result
  : never

/** What a part does around Parse Server's methods. */
export type Hooks = { [Name in SeamName]?: Around<MethodOf<(typeof seams)[Name]>> }

/** The methods that are replaced while one server runs. */
export interface OpenHooks {
  /** Adds functions inside those that were added before. */
  add: (hooks: Hooks) => void
  /** Puts Parse Server's own methods back. */
  restore: () => void
}

/**
 * @param config of a Parse Server that was constructed
 * @throws {AccountsError} `ERR_START` when a method of the table is not there, or not as it is known.
 */
export function openHooks(config: ParseConfig): OpenHooks {
  const rows = new Map<string, { target: Target; method: string }>()
  for (const [name, { of, method, parameters }] of Object.entries<Seam<unknown>>(seams)) {
    const target = of(config) as Target
    assertShape(name, target[method], parameters)
    rows.set(name, { target, method })
  }
  const replaced = new Map<string, ReplacedMethod>()
  const methodOf = (name: string) => {
    const { target, method } = rows.get(name) as { target: Target; method: string }
    const known = replaced.get(name) ?? replaceMethod(target, method)
    replaced.set(name, known)
    return known
  }
  return {
    add: (hooks) => {
      for (const [name, hook] of Object.entries(hooks)) methodOf(name).add(hook as AnyHook)
    },
    restore: () => replaced.forEach(({ restore }) => restore()),
  }
}
