/** A mail on its way to an adapter: one of Parse Server, whose words are the adapter's, or one that is written. */
import type { EmailMessage, UserEmail } from '../../api/email'

/** The mails that Parse Server sends. */
export type UserMailKind = 'verification' | 'passwordReset'

export type Mail = { kind: UserMailKind; email: UserEmail } | { kind: string; message: EmailMessage }
