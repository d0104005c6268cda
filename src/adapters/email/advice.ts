/** What operators can do about a mail server that can't be used. Made of codes only: its own words may repeat anything. */

/** The code of a server that does not encrypt, and what to do. */
export const noEncryptionCode = 'ENOTLS'
export const noEncryption =
  'The mail server offers no encryption (STARTTLS), so it got neither password nor mail. Use one that does, or smtps:// and its port; in a network that you trust, set `allowPlain: true` beside `transport`.'
