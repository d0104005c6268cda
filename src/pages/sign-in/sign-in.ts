/** Signing in, up and out by forms, with a session in a cookie: by parse-server's own functions, with all that stands around them. */
import { authOf, nobody } from '../../parse/auth-of'
import { type Fields, internals, type RequestConfig } from '../../parse/internals'
import { currentRequest } from '../../parse/request/request'
import type { Answer, PageRoutes, Sent } from '../forms/answers'
import { isAddress, isFault, passwordProblemOf } from '../forms/refusals'
import type { Page } from '../views/render'
import type { SessionCookie } from './cookie'
import type { NextPage } from './next-page'

type Problem = NonNullable<Page['problem']>

export interface SignInParts {
  cookie: SessionCookie
  nextPage: NextPage
}

interface Refusal {
  code?: number
  message?: string
}

/** What a refusal has in common on both forms. @throws what no visitor can help */
function limited(thrown: unknown): Answer | undefined {
  if (isFault(thrown)) throw thrown
  const { REQUEST_LIMIT_EXCEEDED } = internals.Parse().Error
  if ((thrown as Refusal).code !== REQUEST_LIMIT_EXCEEDED) return undefined
  const waitSeconds = currentRequest()?.answer.retryAfter ?? 60
  return { page: { name: 'tooMany', about: { waitSeconds } }, status: 429, retryAfter: waitSeconds }
}

/** As parse-server says it. */
const codeIsMissing = /^(Missing additional authData mfa|Invalid MFA token)/

function signInProblemOf({ code, message = '' }: Refusal): Problem {
  const { EMAIL_NOT_FOUND, OBJECT_NOT_FOUND } = internals.Parse().Error
  if (codeIsMissing.test(message)) return { name: 'signInCode' }
  if (code === EMAIL_NOT_FOUND) return { name: 'signInUnverified' }
  if (message.startsWith('Your account is locked')) return { name: 'signInLocked' }
  if (code === OBJECT_NOT_FOUND && message.startsWith('Invalid username')) return { name: 'signInWrong' }
  return { name: 'signInRefused', reason: message }
}

function signUpProblemOf({ code, message = '' }: Refusal): Problem {
  const { EMAIL_TAKEN, USERNAME_TAKEN, INVALID_EMAIL_ADDRESS, VALIDATION_ERROR } = internals.Parse().Error
  if ([EMAIL_TAKEN, USERNAME_TAKEN].includes(code)) return { name: 'emailTaken' }
  if (code === INVALID_EMAIL_ADDRESS) return { name: 'emailInvalid' }
  return code === VALIDATION_ERROR && message.startsWith('Password')
    ? passwordProblemOf(message)
    : { name: 'signUpRefused', reason: message }
}

async function logIn({ username, ownPassword, code }: Sent, config: RequestConfig): Promise<string> {
  const { prototype: router } = internals.UsersRouter()
  const authData = code === '' ? {} : { authData: { mfa: { token: code } } }
  const body = { username, password: ownPassword, ...authData }
  const request = { config, auth: nobody(config), ip: config.ip, body, info: { context: {} } }
  const { response } = (await router.handleLogIn.call(router, request)) as { response: Fields }
  return String(response.sessionToken)
}

/** @returns nothing where an address has to be verified first */
async function create({ email, password }: Sent, config: RequestConfig): Promise<string | undefined> {
  const user = { username: email, email, password }
  const created = await internals.rest().create(config, nobody(config), '_User', user, {})
  const { sessionToken } = (created as { response: Fields }).response
  return typeof sessionToken === 'string' ? sessionToken : undefined
}

export function signInRoutes({ cookie, nextPage }: SignInParts): PageRoutes {
  const enter = (
    sessionToken: string,
    next: string,
    { sessionLength = 31_536_000 }: RequestConfig,
  ): Answer => ({
    url: nextPage.urlFor(next),
    cookie: cookie.write(sessionToken, sessionLength),
  })
  const signInForm = ({ username, next }: Sent, problem?: Problem): Answer => ({
    page: { name: 'signIn', values: { username, next }, ...(problem && { problem }) },
    status: problem ? 400 : 200,
  })
  const signUpForm = ({ email, next }: Sent, problem?: Problem): Answer => ({
    page: { name: 'signUp', values: { email, next }, ...(problem && { problem }) },
    status: problem ? 400 : 200,
  })
  async function signIn(sent: Sent, config: RequestConfig): Promise<Answer> {
    if (sent.username === '' || sent.ownPassword === '') return signInForm(sent, { name: 'signInWrong' })
    try {
      return enter(await logIn(sent, config), sent.next, config)
    } catch (thrown) {
      return limited(thrown) ?? signInForm(sent, signInProblemOf(thrown as Refusal))
    }
  }
  async function signUp(sent: Sent, config: RequestConfig): Promise<Answer> {
    if (!isAddress(sent.email)) return signUpForm(sent, { name: 'emailInvalid' })
    if (sent.password === '') return signUpForm(sent, { name: 'passwordMissing' })
    try {
      const sessionToken = await create(sent, config)
      return sessionToken === undefined
        ? { page: { name: 'confirmAddress' } }
        : enter(sessionToken, sent.next, config)
    } catch (thrown) {
      return limited(thrown) ?? signUpForm(sent, signUpProblemOf(thrown as Refusal))
    }
  }
  async function signOut({ next }: Sent, config: RequestConfig): Promise<Answer> {
    const sessionToken = cookie.read(config.headers as Record<string, string | undefined>)
    const auth = sessionToken === undefined ? undefined : await authOf(config, sessionToken)
    if (auth) {
      const { prototype: router } = internals.UsersRouter()
      await router.handleLogOut.call(router, { config, auth, info: { sessionToken, context: {} } })
    }
    return { url: nextPage.urlFor(next), cookie: cookie.clear }
  }
  return {
    'sign-in': { get: async (sent) => signInForm(sent), post: signIn, tellsOrigin: true },
    'sign-up': { get: async (sent) => signUpForm(sent), post: signUp, tellsOrigin: true },
    'sign-out': {
      get: async ({ next }) => ({ page: { name: 'signOut', values: { next } } }),
      post: signOut,
      tellsOrigin: true,
    },
  }
}
