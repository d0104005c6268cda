/** How parse-server asks its adapter for MFA. */
import type { Fields, ParseConfig, ParseUser, Provider, RequestConfig } from '../../parse/internals'

/** What parse-server hands to an adapter. */
export interface AdapterRequest {
  config: RequestConfig
  /** Whose factor it is; not there at a sign-up. */
  original?: ParseUser
  master?: boolean
}

export type Method = 'validateSetUp' | 'validateLogin' | 'validateUpdate'

/** What the adapter has found: what is to be kept, and what is answered. */
export interface Outcome {
  doNotSave?: boolean
  save?: Fields
  response?: Fields
}

/** What is to be done, when parse-server has found out what it is. */
export interface Step {
  method: Method
  validator: () => Promise<Outcome | undefined>
}

/** What a client sends as `authData.mfa`. */
export type Sent = Fields

/** The code in it that is to prove who somebody is. */
export const codeIn = (method: Method, sent: Sent): unknown =>
  method === 'validateUpdate' ? sent.old : sent.token

type Work = (
  sent: Sent,
  request: AdapterRequest,
  step: (request: AdapterRequest) => Promise<Step>,
) => Promise<Step>

/** Adapters of a host may keep what they like. */
export const isOfParseServer = ({ auth }: Pick<ParseConfig, 'auth'>): boolean => {
  const options = auth?.mfa
  return (
    typeof options === 'object' &&
    options !== null &&
    !['module', 'class', 'adapter'].some((key) => key in options)
  )
}

/** Whether the host has a kind of factor, as parse-server reads it. */
export function allows({ auth }: Pick<ParseConfig, 'auth'>, kind: 'SMS' | 'TOTP'): boolean {
  const { options = [] } = (auth?.mfa ?? {}) as { options?: string[] }
  return options.includes(kind)
}

/** Stands around the adapter. */
export function around(provider: Provider, work: Work): Provider {
  const { validator } = provider
  if (!validator) return provider
  return {
    ...provider,
    validator: (sent, asking, user, request) =>
      work(
        Object(sent) as Sent,
        request as AdapterRequest,
        (seen) => validator(sent, asking, user, seen) as Promise<Step>,
      ),
  }
}
