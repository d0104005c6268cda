/** The mails with links that operators send to users, as users ask for them themselves. */
import { AccountsError } from '../../errors'
import { internals, type Auth, type RequestConfig, type Row } from '../../parse/internals'

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

/** @returns whether a mail is on its way */
export async function sendVerification(config: RequestConfig, userId: string): Promise<boolean> {
  assertMail(config)
  const user = await readUser(config, userId)
  if (isText(user?.pendingEmail)) return ask('handleVerificationEmailRequest', config, user.pendingEmail)
  if (!isText(user?.email) || user.emailVerified === true) return false
  const isDue = await config.userController.regenerateEmailVerifyToken(user, true)
  if (!isDue) return false
  await config.userController.sendVerificationEmail(user, { auth: masterOf(config) })
  return true
}

/** Who has no address may have one as the name. @returns whether there is an address */
export async function sendReset(config: RequestConfig, userId: string): Promise<boolean> {
  assertMail(config)
  const user = await readUser(config, userId)
  const address = isText(user?.email) ? user.email : user?.username
  return isText(address) && address.includes('@') && ask('handleResetRequest', config, address)
}
