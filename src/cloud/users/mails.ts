/** The mails with links that operators send to users, as users ask for them themselves. */
import type { EmailAdapter, UserEmail } from '../../api/email'
import { AccountsError } from '../../errors'
import {
  internals,
  type Auth,
  type RequestConfig,
  type Row,
  type UserController,
} from '../../parse/internals'

const masterOf = (config: RequestConfig): Auth => internals.auth().master(config)

async function readUser(config: RequestConfig, objectId: string): Promise<Row | undefined> {
  // With the tokens that may be sent again.
  const as = internals.auth().maintenance(config)
  const [user] = await config.database.find('_User', { objectId }, { limit: 1 }, as)
  return user
}

function assertMail({ userController }: RequestConfig): void {
  if (!userController.adapter) throw new AccountsError('ERR_MAIL', 'No e-mail is configured: set `email`.')
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

type Way = 'handleResetRequest' | 'handleVerificationEmailRequest'

async function ask(way: Way, config: RequestConfig, email: string): Promise<true> {
  const { prototype: router } = internals.UsersRouter()
  await router[way].call(router, { config, auth: masterOf(config), body: { email }, info: { context: {} } })
  return true
}

/** @returns whether anybody waits for that address: not where `pendingEmail` is off */
async function askForPending(config: RequestConfig, email: string): Promise<boolean> {
  const { EMAIL_NOT_FOUND, OTHER_CAUSE } = internals.Parse().Error
  // Parse Server would answer alike, whether there is a mail or not: here nobody is to be deceived.
  const telling = Object.create(config, {
    emailVerifySuccessOnInvalidEmail: { value: false },
  }) as RequestConfig
  try {
    return await ask('handleVerificationEmailRequest', telling, email)
  } catch (thrown) {
    const { code } = thrown as { code?: unknown }
    if (code !== EMAIL_NOT_FOUND && code !== OTHER_CAUSE) throw thrown
    return false
  }
}

/** @returns whether there is a mail: `sendUserEmailVerification` of the host may want none, and Parse Server doesn't tell */
async function sendLink(config: RequestConfig, user: Row): Promise<boolean> {
  const { userController } = config
  const adapter = userController.adapter as Required<EmailAdapter>
  let isSent = false
  const sendVerificationEmail = (email: UserEmail) => {
    isSent = true
    return adapter.sendVerificationEmail(email)
  }
  const noting = { adapter: { value: { sendVerificationEmail } } }
  const controller = Object.create(userController, noting) as UserController
  await controller.sendVerificationEmail(user, { auth: masterOf(config) })
  return isSent
}

/** @returns whether a mail is on its way */
export async function sendVerification(config: RequestConfig, userId: string): Promise<boolean> {
  assertMail(config)
  const user = await readUser(config, userId)
  if (isText(user?.pendingEmail) && (await askForPending(config, user.pendingEmail))) return true
  if (!isText(user?.email) || user.emailVerified === true) return false
  const isDue = await config.userController.regenerateEmailVerifyToken(user, true)
  return Boolean(isDue) && sendLink(config, user)
}

/** Who has no address may have one as the name. @returns whether there is an address */
export async function sendReset(config: RequestConfig, userId: string): Promise<boolean> {
  assertMail(config)
  const user = await readUser(config, userId)
  const address = isText(user?.email) ? user.email : user?.username
  return isText(address) && address.includes('@') && ask('handleResetRequest', config, address)
}
