/** The options of Parse Server that this package checks; all others pass through. */
import { z } from 'zod'
import type { PassedOn } from '../api/parse-server-options'
import type { CloudParse } from '../api/triggers'
import type { OptionProblem } from '../errors'
import { anyFunction, flag, functionOf, howToWriteUrls, orUnset, text } from '../option-kinds/kinds'
import { meant, unknownOption } from '../option-kinds/problems'
import { internals } from './internals'

/** The API has a path of its own (`/parse`): at `/` it would answer every request of the host. */
export function isPublicUrl(value: string): boolean {
  if (!URL.canParse(value)) return false
  const { protocol, pathname, search, hash, username } = new URL(value)
  return /^https?:$/.test(protocol) && /^(\/[\w.~-]+)+\/?$/.test(pathname) && !search && !hash && !username
}

const databaseText = 'expected a PostgreSQL or MongoDB URL, as postgres://… or mongodb://…'
/** What is no URL, Parse Server takes for one of MongoDB. */
const databaseUri = text(databaseText)
  .regex(/^(postgres(ql)?|mongodb(\+srv)?):\/\//, { error: databaseText })
  .refine((uri) => !uri.startsWith('postgres') || URL.canParse(uri), {
    error: `expected a URL, as postgres://user:password@host:5432/database; ${howToWriteUrls}`,
  })

const lockout = z.looseObject(
  {
    duration: z
      .number({ error: 'expected minutes, more than 0 and less than 100000' })
      .gt(0, { error: 'expected minutes, more than 0 and less than 100000' })
      .lt(100_000, { error: 'expected minutes, more than 0 and less than 100000' })
      .describe('Minutes that an account stays locked.'),
    threshold: z
      .int({ error: 'expected a whole number from 1 to 999' })
      .min(1, { error: 'expected a whole number from 1 to 999' })
      .max(999, { error: 'expected a whole number from 1 to 999' })
      .describe('Failed log-ins that lock an account.'),
    unlockOnPasswordReset: flag()
      .optional()
      .describe('Whether a password reset by mail unlocks the account. Default: true.'),
  },
  { error: 'expected { duration: minutes, threshold: attempts }' },
)

const appIdText =
  'expected letters, digits, dots, dashes or underscores: the id stands in the links of e-mails'
const cloudText = 'expected a file name, or a function that gets Parse'
const keyText = 'expected a non-empty string, or a function that returns one'
const sizeText = 'expected a size, as 20mb, or a number of bytes'
const size = z.union(
  [
    z.string().regex(/^\d+(\.\d+)?\s*([kmg]?b)?$/i, { error: sizeText }),
    z.number().nonnegative({ error: sizeText }),
  ],
  { error: sizeText },
)
const publicUrlText =
  'expected the URL under which clients reach the API, with its path, as https://api.example.com/parse'
const publicUrl = z.string({ error: publicUrlText }).refine(isPublicUrl, { error: publicUrlText })
const cloudFunction = functionOf<(parse: CloudParse) => unknown>()

/** The declaration of `parseServer`. */
export const parseServerOptions = z.looseObject(
  {
    appId: orUnset(text(appIdText).regex(/^[A-Za-z0-9._-]+$/, { error: appIdText })).describe(
      'Id of your app, which clients send as `X-Parse-Application-Id`.',
    ),
    masterKey: orUnset(z.union([text(keyText), anyFunction], { error: keyText })).describe(
      'Key that passes every access check; keep it on servers. A function may return it.',
    ),
    publicServerURL: orUnset(z.union([publicUrl, anyFunction], { error: publicUrlText })).describe(
      'URL under which clients reach the API. Its path is where the API is mounted; the links in e-mails begin with it. A function may return it.',
    ),
    databaseURI: databaseUri
      .optional()
      .describe("PostgreSQL or MongoDB URL. Default: Parse Server's own, `mongodb://localhost:27017/parse`."),
    databaseAdapter: z
      .unknown()
      .optional()
      .describe(
        'Your own `PostgresStorageAdapter` or `MongoStorageAdapter`, in place of `databaseURI` and its options. It is closed with the accounts; a start that fails leaves it open, to be tried again.',
      ),
    appName: text('expected the name of your app, as people know it')
      .optional()
      .describe('Name of your app in e-mails and on pages. Needed when e-mail is used.'),
    accountLockout: lockout.optional().describe('Locks an account after failed log-ins.'),
    customPages: z
      .looseObject({}, { error: 'expected an object of page names and URLs' })
      .optional()
      .describe('URLs of your own pages for the links in e-mails; see [custom pages](custom-pages.md).'),
    emailAdapter: z
      .unknown()
      .meta({ type: 'object or function' })
      .optional()
      .describe(
        'Any Parse e-mail adapter: an instance, `{ module, options }`, or a function. Use it or `email`, not both.',
      ),
    auth: z
      .record(z.string(), z.unknown(), { error: 'expected an object of providers' })
      .optional()
      .describe('Auth providers, by name. A provider that is not listed here is refused.'),
    maxUploadSize: size
      .optional()
      .describe(
        'Size of a file at the most, or of all files of a form together. Default: that of Parse Server, `20mb`.',
      ),
    cloud: z
      .union([text(cloudText), cloudFunction], { error: cloudText })
      .optional()
      .describe(
        'Your Cloud Code: a function that gets `Parse`, a file (relative to the folder of the process), or a package.',
      ),
  },
  { error: 'expected the options that one gives to `new ParseServer()`' },
)

/** What `new ParseServer()` takes, with the parts that this package has checked. */
export type ParseServerSettings = z.output<typeof parseServerOptions>

type Declared<Settings> = { [Name in keyof Settings as string extends Name ? never : Name]: Settings[Name] }

/** What hosts write: a misspelt name does not compile. */
export type ParseServerInput = Declared<z.input<typeof parseServerOptions>> & PassedOn

/** What Parse Server would use beside an adapter, and refuses. On raw input. */
export function adapterProblems(settings: Record<string, unknown>): OptionProblem[] {
  if (!settings.databaseAdapter) return []
  return ['databaseURI', 'databaseOptions', 'collectionPrefix']
    .filter((key) => settings[key] !== undefined)
    .map((key) => ({ path: `parseServer.${key}`, message: 'give it to your databaseAdapter, not beside it' }))
}

/** Names that Parse Server doesn't know, and that are near to one that it does: it would say so in its log only. */
export function misspeltProblems(settings: Record<string, unknown>): OptionProblem[] {
  const known = Object.keys(internals.optionDefinitions().ParseServerOptions)
  return Object.keys(settings)
    .filter((name) => !known.includes(name) && meant(name, known) !== undefined)
    .map((name) => ({ path: `parseServer.${name}`, message: unknownOption(name, known) }))
}

/** Where the options come from the environment, a variable that is not set would mean the default: another database. */
export function unsetProblems(settings: Record<string, unknown>): OptionProblem[] {
  const isUnset = 'databaseURI' in settings && settings.databaseURI === undefined && !settings.databaseAdapter
  const message = 'missing: it is undefined; is the variable of the environment set?'
  return isUnset ? [{ path: 'parseServer.databaseURI', message }] : []
}
