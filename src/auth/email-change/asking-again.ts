/** Sends the mail to a new address again, where somebody asks parse-server for a verification mail. */
import type { Hooks } from '../../parse/hooks'
import type { RoutedRequest, Row } from '../../parse/internals'
import type { SendConfirmation } from './confirmation-mail'
import { isTaken } from './decide'
import { field } from './schema'

/** Any number of accounts may ask for one address: a request causes no more mails than this. */
const mostMails = 10

/**
 * In either case, by its index: the texts among its values are those who wait. Letters that a pattern may not have are
 * any.
 */
const pattern = (email: string) =>
  `^${email.replaceAll(/[^\w@-]/gu, (letter) => ('.+'.includes(letter) ? `[${letter}]` : '.'))}$`

/** The users who wait for an address; none when somebody has it, as their links would be no good. */
async function usersWaitingFor({ body, config }: RoutedRequest): Promise<Row[]> {
  const email = body?.email
  if (typeof email !== 'string') return []
  const like = { $exists: true, $regex: pattern(email), $options: 'i' }
  const found = await config.database.find('_User', { [field]: like }, { limit: mostMails })
  const users = found.filter((user) => String(user[field]).toLowerCase() === email.toLowerCase())
  return users.length > 0 && !(await isTaken(config.database, email, null)) ? users : []
}

/** Parse-server answers in any case, so that the time which that takes tells nothing. */
export function askingAgainHooks(send: SendConfirmation): Hooks {
  async function sendAgain(request: RoutedRequest): Promise<boolean> {
    const users = await usersWaitingFor(request)
    for (const user of users) await send(user, String(user[field]))
    return users.length > 0
  }
  return {
    'UsersRouter.handleVerificationEmailRequest': async (next, request) => {
      const [answer, isSent] = await Promise.allSettled([next(request), sendAgain(request)] as const)
      if (isSent.status === 'fulfilled' && isSent.value) return { response: {} }
      if (answer.status === 'rejected') throw answer.reason
      return answer.value
    },
  }
}
