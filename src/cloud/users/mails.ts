/** The mails with links that operators send to users, as users ask for them themselves. */
import type { EmailAdapter, UserEmail } from '../../api/email'
import { AccountsError } from '../../errors'
import { hasCode, isNotFound } from '../../parse/errors'
import {
  internals,
  type Auth,
  type RequestConfig,
  type Row,
  type UserController,
} from '../../parse/internals'
import { userById } from '../../parse/user-rows'
import { isFilledText } from '../../parse/values'

const masterOf = (config: RequestConfig): Auth => internals.auth().master(config)

async function readUser(config: RequestConfig, objectId: string): Promise<Row | undefined> {
  // With the tokens that may be sent again.
  const as = internals.auth().maintenance(config)
  return userById(config.database, objectId, as)
}

function assertMail({ userController }: RequestConfig): void {
  if (!userController.adapter) throw new AccountsError('ERR_MAIL', 'No e-mail is configured: set `email`.')
}

type Way = 'handleResetRequest' | 'handleVerificationEmailRequest'

async function ask(way: Way, config: RequestConfig, email: string): Promise<true> {
  const { prototype: router } = internals.UsersRouter()
  await router[way].call(router, { config, auth: masterOf(config), body: { email }, info: { context: {} } })
  return true
}

/** @returns whether anybody waits for that address: not where `pendingEmail` is off */
async function askForPending(config: RequestConfig, email: string): Promise<boolean> {
  // Parse Server would answer alike, whether there is a mail or not: here nobody is to be deceived.
  const telling = Object.create(config, {
    emailVerifySuccessOnInvalidEmail: { value: false },
  }) as RequestConfig
  try {
    return await ask('handleVerificationEmailRequest', telling, email)
  } catch (thrown) {
    if (hasCode(thrown, 'EMAIL_NOT_FOUND', 'OTHER_CAUSE')) return false
    throw thrown
  }
}

/**
 * Parse Server doesn't tell whether there is a mail: options of the host and limits may want none.
 * @returns whether the adapter was given one
 */
async function isMailed(
  { userController }: RequestConfig,
  send: (controller: UserController) => Promise<unknown>,
): Promise<boolean> {
  const adapter = userController.adapter as Required<EmailAdapter>
  let isSent = false
  const noted = (kind: 'sendVerificationEmail' | 'sendPasswordResetEmail') => (email: UserEmail) => {
    isSent = true
    return adapter[kind](email)
  }
  const noting = {
    sendVerificationEmail: noted('sendVerificationEmail'),
    sendPasswordResetEmail: noted('sendPasswordResetEmail'),
  }
  await send(Object.create(userController, { adapter: { value: noting } }) as UserController)
  return isSent
}

const sendLink = (config: RequestConfig, user: Row): Promise<boolean> =>
  isMailed(config, (controller) => controller.sendVerificationEmail(user, { auth: masterOf(config) }))

/** Nobody is found, too, who logs in without a password. */
const askForReset = (config: RequestConfig, email: string): Promise<boolean> =>
  isMailed(config, async (userController) => {
    const noting = Object.create(config, { userController: { value: userController } }) as RequestConfig
    await ask('handleResetRequest', noting, email).catch((thrown: unknown) => {
      if (!isNotFound(thrown)) throw thrown
    })
  })

/** @returns whether a mail is on its way */
export async function sendVerification(config: RequestConfig, userId: string): Promise<boolean> {
  assertMail(config)
  const user = await readUser(config, userId)
  if (isFilledText(user?.pendingEmail) && (await askForPending(config, user.pendingEmail))) return true
  if (!isFilledText(user?.email) || user.emailVerified === true) return false
  const isDue = await config.userController.regenerateEmailVerifyToken(user, true)
  return Boolean(isDue) && sendLink(config, user)
}

/** Who has no address may have one as the name. @returns whether a mail is on its way */
export async function sendReset(config: RequestConfig, userId: string): Promise<boolean> {
  assertMail(config)
  const user = await readUser(config, userId)
  const address = isFilledText(user?.email) ? user.email : user?.username
  return isFilledText(address) && address.includes('@') && askForReset(config, address)
}
