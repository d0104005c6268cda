/** The options for `new ParseServer()`: the host's own, with explicit safe values for what it left open. */
import { createTwitterAdapter } from '../auth/twitter'
import { preventUnverifiedOption } from '../auth/unverified'
import { optionsError, reasonOf } from '../errors'
import type { ParseServerSettings } from '../options'
import { customUrlsOf } from '../pages/custom-pages'
import { authProblems } from './guards/auth-providers'
import { guardInput } from './input/guard-input'
import { type Handler, internals } from './internals'
import { publicServerUrl } from './paths'

type Options = Record<string, unknown>

const loopback = ['127.0.0.1', '::1']

/** The values that Parse Server will have as its defaults, so that it has nothing to warn about. */
const safeDefaults: Options = {
  readOnlyMasterKeyIps: loopback,
  // GraphQL is mounted: Parse Server then remembers its configuration, which it would ask for in every request.
  mountGraphQL: true,
  enableProductPurchaseLegacyApi: false,
  allowAggregationForReadOnlyMasterKey: false,
  // `false`, the announced default, would hide users' own e-mail addresses from them.
  protectedFieldsOwnerExempt: true,
  protectedFieldsTriggerExempt: true,
  protectedFieldsSaveResponseExempt: false,
  pages: { encodePageParamHeaders: true },
  installation: { duplicateDeviceTokenActionEnforceAuth: true },
  requestComplexity: {
    includeDepth: 10,
    includeCount: 100,
    subqueryDepth: 10,
    queryDepth: 10,
    graphQLDepth: 20,
    graphQLFields: 200,
    batchRequestLimit: 100,
  },
}

/** Parse Server writes its defaults into these objects of the host, so it gets copies. */
const copied = [
  ...['accountLockout', 'databaseOptions', 'fileDownload', 'fileUpload', 'idempotencyOptions', 'liveQuery'],
  ...['logLevels', 'passwordPolicy', 'protectedFields', 'schema', 'security'],
]

const isPlain = (value: unknown): value is Options =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

/** The host's value wins; of plain objects, key by key. Gives new objects. */
function merge(defaults: unknown, given: unknown): unknown {
  if (!isPlain(defaults) || (given !== undefined && !isPlain(given))) return given ?? defaults
  const keys = Object.keys({ ...defaults, ...given })
  return Object.fromEntries(keys.map((key) => [key, merge(defaults[key], given?.[key])]))
}

function copyOf(settings: ParseServerSettings): Options {
  const copies = copied
    .filter((key) => isPlain(settings[key]))
    .map((key) => [key, { ...(settings[key] as Options) }])
  return { ...settings, ...(Object.fromEntries(copies) as Options) }
}

/** On PostgreSQL Parse Server would look for GridFS, a part of MongoDB, at a PostgreSQL address. */
const noFiles = {
  ...Object.fromEntries(
    ['createFile', 'deleteFile', 'getFileData', 'handleFileStream'].map((method) => [
      method,
      () => Promise.reject(new Error('To store files on PostgreSQL, set parseServer.filesAdapter.')),
    ]),
  ),
  validateFilename: () => null,
  getFileLocation: (config: { mount: string; applicationId: string }, name: string) =>
    `${config.mount}/files/${config.applicationId}/${encodeURIComponent(name)}`,
}

/** What depends on other options. */
function derivedDefaults(options: Options, publicUrl: URL): Options {
  const onPostgres = /^postgres(ql)?:/.test(String(options.databaseURI))
  return {
    serverURL: publicUrl.href.replace(/\/$/, ''),
    // A host with file storage of its own knows the domains of its files, and may name them.
    fileUpload: { allowedFileUrlDomains: options.filesAdapter ? ['*'] : [publicUrl.hostname] },
    ...(onPostgres ? { filesAdapter: noFiles } : { databaseOptions: { serverSelectionTimeoutMS: 10_000 } }),
  }
}

function withCustomPages(options: Options): Options {
  const given = (options.customPages ?? {}) as Options
  const { parseFrameURL } = given
  const pages = merge({ customUrls: customUrlsOf(given) }, options.pages)
  return { ...options, pages, customPages: parseFrameURL ? { parseFrameURL } : {} }
}

/** The host's own `requestContextMiddleware` sees the requests that ours lets through. */
function inOrder(first: Handler, second: unknown): Handler {
  if (second === undefined) return first
  return (req, res, next) =>
    first(req, res, (error) => (error ? next(error) : (second as Handler)(req, res, next)))
}

/** `auth.twitter` gets our adapter, unless the host brings its own. */
function withTwitter(options: Options): Options {
  const { twitter, ...auth } = (options.auth ?? {}) as { twitter?: Options }
  if (!twitter || 'module' in twitter || 'class' in twitter || 'adapter' in twitter) return options
  return { ...options, auth: { ...auth, twitter: { ...twitter, module: createTwitterAdapter() } } }
}

/** A page of another origin may send access tokens, which parse-server's CORS headers would not let it. */
function withAuth0(options: Options, adapter: object | undefined): Options {
  if (!adapter) return options
  const preventLoginWithUnverifiedEmail = preventUnverifiedOption(options.preventLoginWithUnverifiedEmail)
  return {
    ...options,
    auth: { ...(options.auth as Options | undefined), auth0: adapter },
    allowHeaders: [...((options.allowHeaders as string[] | undefined) ?? []), 'Authorization'],
    ...(preventLoginWithUnverifiedEmail !== undefined && { preventLoginWithUnverifiedEmail }),
  }
}

/** Adapters of ours that take part. */
export interface Adapters {
  email: unknown
  auth0: object | undefined
}

/**
 * Completes the host's options without touching them.
 * @param publicUrl the resolved `publicServerURL`.
 */
export function resolveParseOptions(
  settings: ParseServerSettings,
  publicUrl: URL,
  adapters: Adapters,
): Options {
  const given = withAuth0(withTwitter(withCustomPages(copyOf(settings))), adapters.auth0)
  // The playground shows the master key to every visitor.
  delete given.mountPlayground
  delete given.playgroundPath
  const options = merge({ ...safeDefaults, ...derivedDefaults(given, publicUrl) }, given) as Options
  options.publicServerURL = publicServerUrl(settings.publicServerURL)
  options.requestContextMiddleware = inOrder(guardInput, settings.requestContextMiddleware)
  return adapters.email ? { ...options, emailAdapter: adapters.email } : options
}

/**
 * Asks Parse Server and its auth adapters whether they would take these options.
 * @throws {AccountsError} `ERR_OPTIONS` with every wrong provider, and the first of Parse Server's own complaints.
 */
export function checkParseOptions(options: Options): void {
  const problems = authProblems(options.auth as Options | undefined)
  try {
    internals.Config().validateOptions({ ...internals.defaults(), ...options })
  } catch (thrown) {
    problems.push({ path: 'parseServer', message: reasonOf(thrown) })
  }
  if (problems.length > 0) throw optionsError(problems)
}
