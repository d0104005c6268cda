/** What is answered to a log-in by a provider: the user, as they may read themselves. */
import { internals, type Row } from '../../../parse/internals'
import type { LogInAnswer, LogInRequest } from './login-context'

/** What users may read of themselves; nothing where class-level permissions or a trigger forbid it. */
async function readOwn({ config, auth, context }: LogInRequest, objectId: unknown): Promise<Row | undefined> {
  const { Auth } = internals.auth()
  const user = internals.Parse().User.fromJSON({ className: '_User', objectId })
  const own = new Auth({ config, installationId: auth.installationId, isMaster: false, user })
  try {
    const found = await internals.rest().get(config, own, '_User', objectId, {}, context)
    return (found as { results: Row[] }).results[0]
  } catch {
    return undefined
  }
}

/** parse-server's own answer is the row as it is stored, or for a new user hardly more than the id. */
export async function answerFor(request: LogInRequest, answer: LogInAnswer): Promise<LogInAnswer> {
  const { objectId, sessionToken, authDataResponse } = answer.response
  const own = await readOwn(request, objectId)
  return { ...answer, response: { objectId, ...own, sessionToken, authDataResponse } }
}
