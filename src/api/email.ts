/** What Parse e-mail adapters are and get, as hosts see it. */

/** An address, as `ann@example.com` or `Ann <ann@example.com>`; as an object it is one recipient, whatever it holds. */
export type Recipient = string | { name: string; address: string }

/** A file with a mail. */
export interface Attachment {
  filename: string
  /** A text, or bytes. */
  content: string | Uint8Array
  /** As `application/pdf`. @default what the file name tells */
  contentType?: string | undefined
  /** How bytes are written in `content`, when it is a text. */
  encoding?: 'base64' | undefined
  /** For pictures in the HTML, as `<img src="cid:logo">`. */
  cid?: string | undefined
}

/** A mail of one's own, for `Parse.Cloud.sendEmail`. */
export interface EmailMessage {
  to: Recipient | Recipient[]
  cc?: Recipient | Recipient[] | undefined
  bcc?: Recipient | Recipient[] | undefined
  replyTo?: Recipient | undefined
  /** @default that of the adapter */
  from?: Recipient | undefined
  subject: string
  text?: string | undefined
  html?: string | undefined
  attachments?: Attachment[] | undefined
  /** The same for all tries of one mail, where it is tried again. */
  messageId?: string | undefined
}

/** A user, as far as mails need to know. */
export interface Reader {
  get(field: string): unknown
}

/** What Parse Server hands to an adapter for a mail to a user. */
export interface UserEmail {
  appName: string
  link: string
  user: Reader
  /** In which the user reads, the best first: of the user's own, and of the request that the mail is sent for. */
  languages?: string[]
  /** How long the link works, where that is sure. */
  expiresInSeconds?: number
  /** The same for all tries of one mail, where it is tried again. */
  messageId?: string
}

/** A Parse e-mail adapter: what `parseServer.emailAdapter` takes. */
export interface EmailAdapter {
  sendMail(message: EmailMessage): Promise<unknown>
  sendVerificationEmail?(email: UserEmail): unknown
  sendPasswordResetEmail?(email: UserEmail): unknown
  /** Ends open connections. */
  close?(): unknown
}

/** Our adapter: all of a Parse e-mail adapter, with promises. */
export interface NodemailerAdapter extends EmailAdapter {
  sendVerificationEmail(email: UserEmail): Promise<unknown>
  sendPasswordResetEmail(email: UserEmail): Promise<unknown>
  /** Connects and logs in to the mail server. Rejects with what it said. */
  verify(): Promise<unknown>
  close(): void
}

/** Somebody, and what else the mail is to have. */
export interface MailAddressing {
  to: Reader | Recipient | Recipient[]
  cc?: Recipient | Recipient[]
  bcc?: Recipient | Recipient[]
  replyTo?: Recipient
  attachments?: Attachment[]
  /** Language of the mail, as `de-AT`. @default that of the user, of the request, or of all mails */
  locale?: string
}

/** A user (`Parse.User`), an address, several addresses, or all of it with copies and attachments. */
export type MailTo = Reader | string | string[] | MailAddressing
