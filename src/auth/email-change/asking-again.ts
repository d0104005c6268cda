/** Sends the mail to a new address again, where somebody asks parse-server for a verification mail. */
import { checkEmail } from '../../guards/input/fields'
import { checkValue } from '../../guards/input/values'
import { internals, type RoutedRequest, type Row } from '../../parse/internals'
import { replaceMethods } from '../../parse/replace-methods'
import type { SendConfirmation } from './confirmation-mail'
import { isTaken } from './decide'
import { field } from './schema'

/** Any number of accounts may ask for one address: a request causes no more mails than this. */
const mostMails = 10

/** The users who wait for an address; none when somebody has it, as their links would be no good. */
async function usersWaitingFor({ body, config }: RoutedRequest): Promise<Row[]> {
  checkValue(body)
  checkEmail(body ?? {})
  const email = body?.email
  if (typeof email !== 'string') return []
  const users = await config.database.find('_User', { [field]: email }, { limit: mostMails })
  return users.length > 0 && !(await isTaken(config.database, email, null)) ? users : []
}

/** @returns a function that takes the hook back */
export function hookAskingAgain(send: SendConfirmation): () => void {
  const { prototype } = internals.UsersRouter()
  const { handleVerificationEmailRequest } = prototype

  async function sendAgain(request: RoutedRequest): Promise<boolean> {
    const users = await usersWaitingFor(request)
    for (const user of users) await send(user, String(user[field]))
    return users.length > 0
  }
  return replaceMethods(prototype, {
    handleVerificationEmailRequest: async function (this: unknown, request: RoutedRequest) {
      // parse-server answers in any case, so that the time which that takes tells nothing.
      const answers = [handleVerificationEmailRequest.call(this, request), sendAgain(request)] as const
      const [answer, isSent] = await Promise.allSettled(answers)
      if (isSent.status === 'fulfilled' && isSent.value) return { response: {} }
      if (answer.status === 'rejected') throw answer.reason
      return answer.value
    },
  })
}
