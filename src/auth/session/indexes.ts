/** Indexes over sessions: parse-server has none, and reads all sessions for a request and for a log-in. */
import { reasonOf } from '../../errors'
import { startTogether } from '../../guards/start-together'
import type { Indexer, ParseConfig } from '../../parse/internals'
import { serverFields } from './server-fields'

const className = '_Session'
const { lastUsedAt } = serverFields
const date = { type: 'Date' }
const schema = {
  fields: {
    sessionToken: { type: 'String' },
    user: { type: 'Pointer' },
    expiresAt: date,
    [lastUsedAt]: date,
  },
}
const indexes = {
  accounts_session_token: 'sessionToken',
  accounts_session_user: 'user',
  accounts_session_end: 'expiresAt',
  accounts_session_use: lastUsedAt,
}

/** Sessions that were never used are looked for at the start, and a sparse index of MongoDB's has none of them. */
const sparse = (field: string) => field !== lastUsedAt

/** MongoDB's "IndexOptionsConflict" and "IndexKeySpecsConflict": there is one over the same already. */
const existsAlready = ({ code }: { code?: unknown }) => code === 85 || code === 86

const sidIndex = 'accounts_session_sid'
/** Within an object: parse-server can't name it to PostgreSQL. Few sessions have one. */
const sidInPostgres = `
  CREATE INDEX IF NOT EXISTS ${sidIndex} ON "_Session" (("createdWith"->>'sid'))
  WHERE "createdWith"->>'sid' IS NOT NULL`

/** Of the session at a provider, by which providers and operators name those here. */
const indexSids = (adapter: Indexer): Promise<unknown> =>
  adapter._client
    ? adapter._client.$pool.query(sidInPostgres)
    : adapter.ensureIndex(className, schema, ['createdWith.sid'], sidIndex)

/** Creates what is missing. Without it all works, only slower: that is told, and is no reason not to start. */
export async function indexSessions({ databaseController, loggerController }: ParseConfig): Promise<void> {
  const adapter = databaseController.adapter as unknown as Indexer
  try {
    await (await databaseController.loadSchema()).enforceClassExists(className)
    for (const [name, field] of Object.entries(indexes))
      await startTogether(() =>
        adapter.ensureIndex(className, schema, [field], name, false, { sparse: sparse(field) }),
      ).catch((thrown: unknown) => {
        if (!existsAlready(thrown as object)) throw thrown
      })
    await startTogether(() => indexSids(adapter))
  } catch (thrown) {
    loggerController.warn(`Sessions have no index, which makes requests slow: ${reasonOf(thrown)}`)
  }
}
