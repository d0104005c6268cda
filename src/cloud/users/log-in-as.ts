/** Makes the link with which an operator logs in as a user. */
import type { Users } from '../../api/users'
import { AccountsError } from '../../errors'
import type { Running } from '../../part/part'
import { currentOperator, masterNamed } from '../../parse/request/operator'
import { userById } from '../../parse/user-rows'
import { logInPage, signTicket, validitySeconds } from './log-in-links'

interface LogInAsParts extends Pick<Running, 'config' | 'besideApi'> {
  pagesPath: string | undefined
}

export const createLogInAs =
  ({ config, besideApi, pagesPath }: LogInAsParts): Users['logInAs'] =>
  async (userId, { operator: name } = {}) => {
    if (pagesPath === undefined)
      throw new AccountsError('ERR_OPTIONS', 'logInAs() needs the pages: `pages` is false.')
    const user = await userById(config.databaseController, userId)
    if (!user) return undefined
    const expiresAt = new Date(Date.now() + validitySeconds * 1000)
    const operator = currentOperator() ?? masterNamed(name)
    const token = await signTicket(config.appId, { userId, operator, expiresAt })
    return { url: `${besideApi(`${pagesPath}/${logInPage}`).href}?token=${token}`, expiresAt }
  }
