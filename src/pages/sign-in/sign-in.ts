/** Signing in, up and out by forms, with a session in a cookie: by parse-server's own functions, with all that stands around them. */
import { nobody } from '../../parse/auth-of'
import { type Fields, internals, type RequestConfig } from '../../parse/internals'
import type { Answer, Destination, PageRoutes, Sent } from '../forms/answers'
import { limited, type Refusal, signInProblemOf, signUpProblemOf } from '../forms/log-in-refusals'
import { isAddress } from '../forms/refusals'
import type { Page } from '../views/render'
import type { Entrance } from './entrance'

type Problem = NonNullable<Page['problem']>

async function logIn({ username, ownPassword, oneTimeCode }: Sent, config: RequestConfig): Promise<string> {
  const { prototype: router } = internals.UsersRouter()
  const authData = oneTimeCode === '' ? {} : { authData: { mfa: { token: oneTimeCode } } }
  const body = { username, password: ownPassword, ...authData }
  const request = { config, auth: nobody(config), ip: config.ip, body, info: { context: {} } }
  const { response } = (await router.handleLogIn.call(router, request)) as { response: Fields }
  return String(response.sessionToken)
}

/** @returns nothing where an address has to be verified first */
async function create(
  { email, password, invitation }: Sent,
  config: RequestConfig,
): Promise<string | undefined> {
  const user = { username: email, email, password, ...(invitation !== '' && { invitation }) }
  const created = await internals.rest().create(config, nobody(config), '_User', user, {})
  const { sessionToken } = (created as { response: Fields }).response
  return typeof sessionToken === 'string' ? sessionToken : undefined
}

/** @param problem why somebody is here again */
export function signInForm(
  { username = '', next, challenge, invitation = '', needsFresh = false }: Destination & Partial<Sent>,
  problem?: Problem,
) {
  const values = { username, next, challenge, invitation, needsFresh }
  return {
    page: { name: 'signIn', values, ...(problem && { problem }) } satisfies Page,
    status: problem ? 400 : 200,
  }
}

type SignUp = Destination & Pick<Sent, 'email' | 'invitation'>

const signUpForm = ({ email, next, challenge, invitation }: SignUp, problem?: Problem): Answer => ({
  page: { name: 'signUp', values: { email, next, challenge, invitation }, ...(problem && { problem }) },
  status: problem ? 400 : 200,
})

/** @returns the address that an invitation is for, unless it is too old or none */
export type InvitedAddress = (invitation: string) => Promise<string | undefined>

export type OpenSignUp = (sent: SignUp, problem?: Problem) => Promise<Answer>

/** Whoever has the link of an invitation has got it at its address. */
export const createOpenSignUp =
  (invitedAddress: InvitedAddress): OpenSignUp =>
  async (sent, problem) => {
    const invited = sent.invitation === '' ? undefined : await invitedAddress(sent.invitation)
    return signUpForm({ ...sent, email: invited ?? sent.email }, problem)
  }

export function signInRoutes({ enter, leave }: Entrance, openSignUp: OpenSignUp): PageRoutes {
  async function signIn(sent: Sent, config: RequestConfig): Promise<Answer> {
    if (sent.username === '' || sent.ownPassword === '') return signInForm(sent, { name: 'signInWrong' })
    try {
      return await enter(await logIn(sent, config), sent, config)
    } catch (thrown) {
      return limited(thrown) ?? signInForm(sent, signInProblemOf(thrown as Refusal, sent))
    }
  }
  /** parse-server gives no session where addresses have to be verified: that of an invitation is. The account is there. */
  const signInInvited = (sent: Sent, config: RequestConfig): Promise<Answer> =>
    signIn({ ...sent, username: sent.email, ownPassword: sent.password, invitation: '' }, config)

  async function signUp(sent: Sent, config: RequestConfig): Promise<Answer> {
    if (!isAddress(sent.email)) return signUpForm(sent, { name: 'emailInvalid' })
    if (sent.password === '') return signUpForm(sent, { name: 'passwordMissing' })
    try {
      const sessionToken = await create(sent, config)
      if (sessionToken !== undefined) return await enter(sessionToken, sent, config)
      return sent.invitation === '' ? { page: { name: 'confirmAddress' } } : await signInInvited(sent, config)
    } catch (thrown) {
      return limited(thrown) ?? signUpForm(sent, signUpProblemOf(thrown as Refusal))
    }
  }
  return {
    'sign-in': { get: async (sent) => signInForm(sent), post: signIn, tellsOrigin: true },
    'sign-up': { get: (sent) => openSignUp(sent), post: signUp, tellsOrigin: true },
    'sign-out': {
      get: async ({ next }) => ({ page: { name: 'signOut', values: { next } } }),
      post: ({ next }, config) => leave(next, config),
      tellsOrigin: true,
    },
  }
}
