/** Public API of parse-server-accounts: re-exports only. */
export { createAccounts } from './src/accounts'
export type { Accounts, AccountsEvents } from './src/accounts'
export type { OutboxControl, OutboxCounts, OutboxEntry } from './src/adapters/email/outbox/control'
export type { HostApp } from './src/server/host-app'
export type { AccountsOptions, ParseServerSettings } from './src/options'
export { AccountsError } from './src/errors'
export type { AccountsErrorCode, OptionProblem } from './src/errors'
export { nodemailerAdapter } from './src/adapters/email/nodemailer-adapter'
export type { LocaleQuestion } from './src/options/email'
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
} from './src/adapters/email/email-adapter'
export { auth0Adapter } from './src/auth/auth0/stand-alone'
export type { Auth0Adapter } from './src/auth/auth0/parse-adapter'
export type { Auth0Options, UserProfile } from './src/options/auth0'
export type { LogInEvent } from './src/auth/log-in-events'
export type { RevokeTarget, SessionInfo, Sessions } from './src/auth/session-info'
