/** Public API of parse-server-accounts: re-exports only. */
export { createAccounts } from './src/accounts'
export type { Accounts, AccountsEvents } from './src/accounts'
export type { OutboxControl, OutboxCounts, OutboxEntry } from './src/api/outbox'
export type { HostApp } from './src/api/host-app'
export type { AccountsOptions, ParseServerSettings } from './src/options'
export { AccountsError } from './src/errors'
export type { AccountsErrorCode, OptionProblem } from './src/errors'
export { nodemailerAdapter } from './src/adapters/email/nodemailer-adapter'
export type { LocaleQuestion } from './src/adapters/email/options'
export type { NodemailerAdapterOptions } from './src/adapters/email/nodemailer-adapter'
export type {
  Attachment,
  EmailAdapter,
  EmailMessage,
  MailAddressing,
  MailTo,
  NodemailerAdapter,
  Reader,
  Recipient,
  UserEmail,
} from './src/api/email'
export { auth0Adapter } from './src/auth/auth0/stand-alone'
export type { Auth0Adapter } from './src/api/sign-in'
export type { Auth0Options, UserProfile } from './src/auth/auth0/options'
export type { LogInEvent } from './src/cloud/login'
export type { RevokeTarget, SessionInfo, Sessions } from './src/api/sessions'
