/** Goes through all users, several at a time, until they are through or it is stopped. */
import type { Row } from '../../parse/internals'

/** How many threads hash passwords: more users at a time would only wait for one. */
const threads = () => Number(process.env.UV_THREADPOOL_SIZE) || 4

/**
 * Gives every user to `visit`. What is under way is finished in any case, so that all users up to the last one that
 * was given out are done.
 * @returns the objectId of that one
 * @throws the first fault, when all that is under way has ended
 */
export async function visitAll(
  users: AsyncIterable<Row>,
  visit: (user: Row) => Promise<void>,
): Promise<string | undefined> {
  let last: string | undefined
  const worker = async () => {
    for await (const user of users) {
      last = String(user.objectId)
      await visit(user)
    }
  }
  const results = await Promise.allSettled(Array.from({ length: threads() }, worker))
  const failed = results.find((result) => result.status === 'rejected')
  if (failed) throw failed.reason
  return last
}
