/** What a provider of identities is: all that the log-in has to know of Auth0, Keycloak, Entra or another one. */
import type { SignOut } from '../../pages/providers/provider'
import type { RequestConfig } from '../../parse/internals'
import type { ExpiringStore, ManagedSessions, Route, Running } from '../../part/part'
import type { CatchUp, LogIn } from './login/login-context'
import type { Newest } from './newest'
import type { ResolvedOidcOptions, UserProfile } from './options'
import type { ProfileSync } from './profile/word'
import type { Revocations } from './revocations'
import type { Identity } from './token/identity'
import type { Rule } from './token/token-rules'

/** Where an issuer is asked. */
export interface Endpoints {
  /** Its keys (RFC 7517). */
  jwks: string
  /** Where browsers are sent to sign in. */
  authorization: string | undefined
  /** Whether each answer to a browser names the issuer (RFC 9207). */
  namesIssuer?: boolean | undefined
  /** Whether it can say when somebody has signed in: it does not list its claims, or `auth_time` among them. */
  datesSignIns?: boolean | undefined
  /** Where codes are exchanged. */
  token: string | undefined
  /** OIDC Core, section 5.3. */
  userInfo: string | undefined
  /** Where browsers are sent to sign out. */
  endSession?: string | undefined
}

/** @throws {ProviderUnavailable} when they are not known at the moment. */
export type EndpointsOf = (issuer: string) => Promise<Endpoints>

/** Gives a subject a user whom others have made for them. @returns whether there is one */
export type Adopt = (config: RequestConfig, subject: string, profile: UserProfile) => Promise<boolean>

/** What endpoints of a provider may need. */
export interface RouteParts {
  appId: string
  store: ExpiringStore
  revocations: Revocations
  newest: Newest
  profiles: ProfileSync
  logIn: LogIn
  catchUp: CatchUp
  running: Running
}

/** Made by a preset from its options. */
export interface Provider {
  /** Its key in `authData`; the name of its log-ins in events and sessions. */
  name: string
  /** What people call it, in messages. */
  title: string
  /** Where its options stand, as `oidc.keycloak`. */
  path: string
  options: ResolvedOidcOptions
  /** What `iss` may be, exactly; the first exchanges codes. */
  issuers: [string, ...string[]]
  /** @param now milliseconds of a clock that only goes on */
  findEndpoints: (now?: () => number) => EndpointsOf
  /** Who says where browsers sign out, where its other endpoints are known without being asked for. */
  findEndSession?: Provider['findEndpoints']
  /** Where browsers sign out, where it announces no place. */
  usualSignOut?: (signOut: SignOut) => string
  /** What its tokens must fulfil beside what all must. */
  rules: (kind: Identity['kind']) => Rule[]
  /** The scopes of an access token. */
  scopesOf: (identity: Identity) => string[]
  /** Whether an access token may be sent to its `/userinfo`. */
  isForUserInfo: (identity: Identity) => boolean
  /** What its keys in the store begin with: subjects, sessions and nonces of two providers never mix. */
  storePrefix: string
  /** What the address that browsers are sent to says beside what all say. */
  authorizationParams?: Record<string, string>
  adoptBy?: (sessions: ManagedSessions) => Adopt
  /** Path of what it calls here. */
  basePath: string
  /** Endpoints of its own. */
  routes?: (parts: RouteParts) => Route[]
}

/** Whatever is compared with nothing would pass: better not to start at all. */
export function requireTexts(path: string, texts: unknown[]): [string, ...string[]] {
  const isUsable = texts.length > 0 && texts.every((text) => typeof text === 'string' && text !== '')
  if (!isUsable) throw new Error(`${path} is missing`)
  return texts as [string, ...string[]]
}
