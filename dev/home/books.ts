/** Saves the reading list in the user's own name, as any client of theirs would. */
import type { Settings } from '../settings'

/** Whose list it is. */
interface Owner {
  userId: string
  sessionToken: string
}

export function saver({ keys, port, publicServerUrl }: Pick<Settings, 'keys' | 'port' | 'publicServerUrl'>) {
  const users = `http://localhost:${port}${new URL(publicServerUrl).pathname}/users`
  return async ({ userId, sessionToken }: Owner, books: object): Promise<void> => {
    const answer = await fetch(`${users}/${userId}`, {
      method: 'PUT',
      headers: {
        'Content-Type': 'application/json',
        'X-Parse-Application-Id': keys.applicationId,
        'X-Parse-Session-Token': sessionToken,
      },
      body: JSON.stringify({ books }),
    })
    if (!answer.ok) throw new Error(`The list was not saved: ${await answer.text()}`)
  }
}
