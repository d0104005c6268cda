/** Writes to users that hold a credential of a provider, log-ins and links, and what is answered to them. */
import { isObject } from '../../option-kinds/kinds'
import { afterCommit } from '../../parse/after-commit'
import { parseError } from '../../parse/errors'
import type { Hooks } from '../../parse/hooks'
import type { Fields, RequestConfig } from '../../parse/internals'
import { userById } from '../../parse/user-rows'
import { isCodeMissing } from '../mfa/wrong-code'
import { profileOf } from './profile/profile'
import type { Newest } from './newest'
import type { ProfileSync } from './profile/word'
import type { Provider } from './provider'
import { createAccountRules } from './restrictions'
import { orRefuse } from './token/errors'
import { answerFor } from './login/answer'
import type { Mirror } from './login/catch-up'
import { currentLogIn, type LogIn, withinLogIn } from './login/login-context'
import type { Identity } from './token/identity'
import type { Verifier } from './token/verifier'

/** What the writes need of each provider. */
export interface UserWriteParts {
  provider: Provider
  verifier: Verifier
  /** Refuses what was revoked, too; a log-in does so when its session is open, so that no revocation comes in between. */
  verifyCurrent: Verifier['verifyCredential']
  logIn: LogIn
  newest: Newest
  mirror: Mirror
  profiles: ProfileSync
  /** A credential that has let nobody in yet, because a code is missing, may come once more with it. */
  giveBack: (identity: Identity, credential: Fields) => Promise<void>
}

/** What a client has read of its own user, and sends back as it is, is no credential. */
const isEcho = (credential: Fields) => Object.keys(credential).join() === 'id'

/** What a log-in under way has put in place of the credential. */
function isOfLogIn({ name }: Provider, credential: Fields): boolean {
  const logIn = currentLogIn()
  return isEcho(credential) && logIn?.provider === name && credential.id === logIn.identity.subject
}

/** What a client sends to log in with a provider, or to link it. */
interface Sent {
  of: UserWriteParts
  credential: Fields
}

const oneAtATime = () =>
  parseError('UNSUPPORTED_SERVICE', 'Log in with one provider at a time, and link another one afterwards.')

/** The credential in a write, if there is one. @throws {Parse.Error} 252 for several: whose user would it be? */
function credentialIn(
  { authData }: Fields,
  providers: UserWriteParts[],
  isCredential: (provider: Provider, sent: Fields) => boolean,
): Sent | undefined {
  if (!isObject(authData)) return undefined
  const found = providers.flatMap((of) => {
    const credential = authData[of.provider.name]
    return isObject(credential) && isCredential(of.provider, credential) ? [{ of, credential }] : []
  })
  if (found.length > 1) throw oneAtATime()
  return found[0]
}

/** A link brings profile and roles with it, as a log-in does: the first to be asked for before, both written afterwards. */
async function linking(of: UserWriteParts, identity: Identity, { access_token: token }: Fields) {
  const { provider, verifier, newest, mirror, profiles } = of
  const asked = await orRefuse(provider.title, () => verifier.loadUserInfo(identity, String(token)))
  const profile = await profileOf({ ...identity.claims, ...asked }, provider)
  return async (config: RequestConfig, objectId: unknown) => {
    const user = await userById(config.database, objectId)
    const { subject, issuedAt } = identity
    if (user && (await newest.isNewest('profile', subject, issuedAt)))
      await profiles.sync(config, { user, subject, profile, occasion: 'link' })
    // Not before those of the former identity are gone, which stay until the link is committed.
    await afterCommit(config.database, () => mirror({ config, identity }, String(objectId)))
  }
}

/** Log-ins and links, in place of parse-server's `create` and `update`. */
export function userWriteHooks(providers: UserWriteParts[]): Hooks {
  const rules = new Map(providers.map((parts) => [parts, createAccountRules(parts.provider)]))

  return {
    'rest.create': async (next, config, auth, className, fields, ...rest) => {
      const isCredential = (provider: Provider, sent: Fields) => !isOfLogIn(provider, sent)
      const sent = className === '_User' ? credentialIn(fields, providers, isCredential) : undefined
      if (!sent) return next(config, auth, className, fields, ...rest)
      const { of, credential } = sent
      const { title } = of.provider
      rules.get(of)?.verifyCreate(auth, fields)
      const identity = await orRefuse(title, () => of.verifier.verifyCredential(credential))
      const loadClaims = () =>
        orRefuse(title, () => of.verifier.loadUserInfo(identity, String(credential.access_token)))
      const request = { config, auth, identity, fields, context: rest[0], loadClaims }
      try {
        return await answerFor(request, await of.logIn(request))
      } catch (thrown) {
        if (isCodeMissing(thrown)) await of.giveBack(identity, credential)
        throw thrown
      }
    },
    'rest.update': async (next, config, auth, className, where, fields, ...rest) => {
      if (className !== '_User') return next(config, auth, className, where, fields, ...rest)
      for (const { verifyUpdate } of rules.values()) await verifyUpdate(config, auth, where.objectId, fields)
      const sent = credentialIn(fields, providers, (_provider, credential) => !isEcho(credential))
      if (!sent) return next(config, auth, className, where, fields, ...rest)
      const { provider, verifyCurrent } = sent.of
      const identity = await orRefuse(provider.title, () => verifyCurrent(sent.credential))
      const authData = { ...(fields.authData as Fields), [provider.name]: { id: identity.subject } }
      const bring = await linking(sent.of, identity, sent.credential)
      const answer = await withinLogIn({ provider: provider.name, identity }, () =>
        next(config, auth, className, where, { ...fields, authData }, ...rest),
      )
      await bring(config, where.objectId)
      return answer
    },
  }
}
