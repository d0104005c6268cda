/** The link with which a user chooses a new password, for a mail of ours. */
import { isNotFound } from '../../parse/errors'
import { type UserController } from '../../parse/internals'

/**
 * parse-server writes the token, builds the link and knows who gets none; only the mail is not sent.
 * @returns nothing for a user who has no password to reset
 */
export async function resetLinkFor(
  userController: UserController,
  email: string,
): Promise<string | undefined> {
  let link: string | undefined
  const adapter = { sendPasswordResetEmail: (mail: { link: string }) => void (link = mail.link) }
  const withAdapter = Object.create(userController, { adapter: { value: adapter } }) as UserController
  try {
    await withAdapter.sendPasswordResetEmail(email)
  } catch (thrown) {
    if (!isNotFound(thrown)) throw thrown
  }
  return link
}
