/** The options for `new ParseServer()`: the host's own, with explicit safe values for what it left open. */
import { optionsError, reasonOf } from '../../errors'
import type { ParseServerSettings } from '../../parse/options'
import type { ParseOptions, Part, Running } from '../../part/part'
import { authProblems } from '../../guards/auth-providers'
import { internals } from '../../parse/internals'
import { publicServerUrl } from '../paths'

const loopback = ['127.0.0.1', '::1']

/** Mostly the values that Parse Server will have as its defaults, so that it has nothing to warn about. */
const safeDefaults: ParseOptions = {
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
  // `true`, the announced default, would keep a user's old installation beside the new one: two pushes for a device.
  installation: { duplicateDeviceTokenActionEnforceAuth: false },
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

const isPlain = (value: unknown): value is ParseOptions =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

/** The host's value wins; of plain objects, key by key. Gives new objects. */
function merge(defaults: unknown, given: unknown): unknown {
  if (!isPlain(defaults) || (given !== undefined && !isPlain(given))) return given ?? defaults
  const keys = Object.keys({ ...defaults, ...given })
  return Object.fromEntries(keys.map((key) => [key, merge(defaults[key], given?.[key])]))
}

function copyOf(settings: ParseServerSettings): ParseOptions {
  const copies = copied
    .filter((key) => isPlain(settings[key]))
    .map((key) => [key, { ...(settings[key] as ParseOptions) }])
  return { ...settings, ...(Object.fromEntries(copies) as ParseOptions) }
}

/**
 * On PostgreSQL Parse Server would look for GridFS, a part of MongoDB, at a PostgreSQL address; with a database adapter
 * of the host, which has no address, it would not start.
 */
const noFiles = {
  ...Object.fromEntries(
    ['createFile', 'deleteFile', 'getFileData', 'handleFileStream'].map((method) => [
      method,
      () => Promise.reject(new Error('To store files, set parseServer.filesAdapter.')),
    ]),
  ),
  validateFilename: () => null,
  getFileLocation: (config: { mount: string; applicationId: string }, name: string) =>
    `${config.mount}/files/${config.applicationId}/${encodeURIComponent(name)}`,
}

/** What depends on other options. */
function derivedDefaults(options: ParseOptions, publicUrl: URL): ParseOptions {
  const { databaseAdapter, databaseURI } = options
  const hasGridFs = !databaseAdapter && !/^postgres(ql)?:/.test(String(databaseURI))
  return {
    serverURL: publicUrl.href.replace(/\/$/, ''),
    // A host with file storage of its own knows the domains of its files, and may name them.
    fileUpload: { allowedFileUrlDomains: options.filesAdapter ? ['*'] : [publicUrl.hostname] },
    // A database adapter has its options already: Parse Server refuses others beside it.
    ...(hasGridFs ? { databaseOptions: { serverSelectionTimeoutMS: 10_000 } } : { filesAdapter: noFiles }),
  }
}

/**
 * Completes the host's options without touching them.
 * @param publicUrl the resolved `publicServerURL`.
 * @param parts which have their say in their order
 * @param besideApi where clients reach a path beside the API, where a proxy takes a part of it away
 */
export function resolveParseOptions(
  settings: ParseServerSettings,
  publicUrl: URL,
  parts: Pick<Part, 'parseOptions'>[],
  besideApi: Running['besideApi'] = (path) => new URL(path, publicUrl),
): ParseOptions {
  const given = parts.reduce<ParseOptions>(
    (options, { parseOptions }) => parseOptions?.(options, publicUrl, besideApi) ?? options,
    copyOf(settings),
  )
  // The playground shows the master key to every visitor.
  delete given.mountPlayground
  delete given.playgroundPath
  given.publicServerURL = publicServerUrl(settings.publicServerURL)
  return merge({ ...safeDefaults, ...derivedDefaults(given, publicUrl) }, given) as ParseOptions
}

/**
 * Asks Parse Server and its auth adapters whether they would take these options.
 * @throws {AccountsError} `ERR_OPTIONS` with every wrong provider, and the first of Parse Server's own complaints.
 */
export function checkParseOptions(options: ParseOptions): void {
  const problems = authProblems(options.auth as ParseOptions | undefined)
  try {
    internals.Config().validateOptions({ ...internals.defaults(), ...options })
  } catch (thrown) {
    problems.push({ path: 'parseServer', message: reasonOf(thrown) })
  }
  if (problems.length > 0) throw optionsError(problems)
}
