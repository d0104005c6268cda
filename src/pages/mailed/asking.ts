/** Forms that ask for a mail with a link. They answer the same whether there is an account or not. */
import { nobody } from '../../parse/auth-of'
import { isFault } from '../../parse/errors'
import { internals, type RequestConfig, type RouteHandler } from '../../parse/internals'
import { type Action, type Answer, type PageRoutes, show } from '../forms/answers'
import { isAddress } from '../forms/refusals'
import type { PageName } from '../views/words/words'

type Way = 'handleResetRequest' | 'handleVerificationEmailRequest'

/** As REST does it, with all checks and limits. Who asks learns of no refusal: it may be about an account. */
export async function ask(way: Way, email: string, config: RequestConfig): Promise<void> {
  const { prototype: router } = internals.UsersRouter()
  const handle: RouteHandler = router[way]
  const request = { config, auth: nobody(config), ip: config.ip, body: { email }, info: { context: {} } }
  try {
    await handle.call(router, request)
  } catch (thrown) {
    if (isFault(thrown)) throw thrown
  }
}

const form =
  (name: PageName, way: Way, next: Answer): Action =>
  async ({ email }, config) => {
    if (!isAddress(email))
      return { page: { name, values: { email }, problem: { name: 'emailInvalid' } }, status: 400 }
    await ask(way, email, config)
    return next
  }

export const askingRoutes: PageRoutes = {
  'invalid-link': {
    get: async ({ purpose }) => ({
      page: { name: purpose === 'password' ? 'resetLinkInvalid' : 'invalidLink' },
      status: 404,
    }),
  },
  resend: {
    get: show({ name: 'resend' }),
    post: form('resend', 'handleVerificationEmailRequest', { step: 'emailVerificationSendSuccess' }),
  },
  'resend-sent': { get: show({ name: 'resendSent' }) },
  'forgot-password': {
    get: show({ name: 'forgotPassword' }),
    post: form('forgotPassword', 'handleResetRequest', { to: 'reset-sent' }),
  },
  'reset-sent': { get: show({ name: 'resetSent' }) },
}
