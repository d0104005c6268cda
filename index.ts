/** Public API of parse-server-accounts: re-exports only. */
export { createAccounts } from './src/accounts/accounts'
export type { Accounts, AccountsEvents, HostApp } from './src/api/accounts'
export type { BrowserSession } from './src/api/browser-session'
export type { OutboxControl, OutboxCounts, OutboxEntry } from './src/api/outbox'
export type { AccountsOptions } from './src/options'
export type { ParseServerSettings } from './src/parse/options'
export { AccountsError } from './src/errors'
export type { AccountsErrorCode, OptionProblem } from './src/errors'
export { nodemailerAdapter } from './src/adapters/email/nodemailer/nodemailer-adapter'
export type { LocaleQuestion } from './src/adapters/email/options'
export type { NodemailerAdapterOptions } from './src/adapters/email/nodemailer/nodemailer-adapter'
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
export type { Auth0Adapter, LogInEvent } from './src/api/sign-in'
export type { Auth0Options } from './src/auth/auth0/options'
export type { OidcOptions } from './src/auth/issuers/options'
export type { UserProfile } from './src/auth/oidc/options'
export type { AuditEntry, FailureReason, SecurityEvent, SecurityEventType } from './src/api/security'
export type { Limits, LimitedClient } from './src/guards/limits/options'
export type { RevokeTarget, SessionInfo, Sessions } from './src/api/sessions'
export type { LogInDetails, TriggerFailure } from './src/api/triggers'
export type { BlockOptions, LogInLink, UserDataRequest, UserExport, Users } from './src/api/users'
