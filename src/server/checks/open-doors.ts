/** Options that open what is closed by default: each one may be meant, and is worth a second look. */

/** Path, the value that opens, and what it means. */
type Door = [path: string, opens: (value: unknown) => boolean, message: string]

const isTrue = (value: unknown) => value === true
const isFalse = (value: unknown) => value === false
const takesAll = (value: unknown) => Array.isArray(value) && value.includes('*')

const doors: Door[] = [
  [
    'parseServer.allowClientClassCreation',
    isTrue,
    'lets every client make classes: leave it off, and make classes by `parseServer.schema` or the Dashboard',
  ],
  [
    'parseServer.enableInsecureAuthAdapters',
    isTrue,
    'takes tokens that were made for other apps: configure the adapters as Parse Server’s guide says',
  ],
  [
    'parseServer.allowExpiredAuthDataToken',
    isTrue,
    'takes tokens of providers that have expired: leave it off',
  ],
  [
    'parseServer.allowAggregationForReadOnlyMasterKey',
    isTrue,
    'lets the read-only master key read tokens of sessions, and so write as any user: leave it off',
  ],
  ['parseServer.allowCustomObjectId', isTrue, 'lets clients choose ids, and so guess them: leave it off'],
  [
    'parseServer.enforcePrivateUsers',
    isFalse,
    'makes new users readable by everybody: give them an ACL in beforeSave instead',
  ],
  [
    'parseServer.revokeSessionOnPasswordReset',
    isFalse,
    'keeps the sessions of a thief when a password is reset: leave it on',
  ],
  [
    'parseServer.expireInactiveSessions',
    isFalse,
    'keeps sessions for ever: leave it on, and set sessionLength',
  ],
  [
    'parseServer.enableSanitizedErrorResponse',
    isFalse,
    'tells clients why permission was denied: leave it on, and read the log',
  ],
  [
    'parseServer.fileUpload.enableForPublic',
    isTrue,
    'lets everybody store files without an account: leave it off',
  ],
  [
    'parseServer.fileUpload.enableForAnonymousUser',
    isTrue,
    'lets everybody store files, as an anonymous user: leave it off',
  ],
  [
    'parseServer.fileUpload.fileExtensions',
    takesAll,
    'takes files of every kind, HTML too: name those that your app shows',
  ],
  ['graphql.publicIntrospection', isTrue, 'shows the whole schema to everybody: leave it off in production'],
  ['dashboard.allowInsecureHTTP', isTrue, 'sends the master key over plain HTTP: serve the Dashboard by TLS'],
  ['email.allowPlain', isTrue, 'sends links and passwords of the mail server unencrypted: use TLS'],
]

const valueAt = (options: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined,
      options,
    )

/** Those that the host has opened. */
export const openDoors = (options: unknown): { path: string; message: string }[] =>
  doors
    .filter(([path, opens]) => opens(valueAt(options, path)))
    .map(([path, , message]) => ({ path, message }))
