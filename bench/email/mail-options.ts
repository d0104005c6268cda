/** What hosts are given that send mail. */
import { parseOptionsFor } from '../options'

export const FROM = 'Bench <bench@example.com>'
/** As long as Parse Server's own. */
const LINK = `http://127.0.0.1/parse/apps/bench/verify_email?token=${'t'.repeat(25)}&username=${'u'.repeat(36)}`

/** For the programs that queue mails; they listen nowhere. @param transport URL of the mail server */
export const givenToSender = (databaseURI: string, transport: string) => ({
  parseServer: parseOptionsFor('accounts', 'http://127.0.0.1', databaseURI),
  email: { transport, from: FROM },
  link: LINK,
})

/** So many that have got nothing before. */
export const recipients = (count: number, name: string) =>
  Array.from({ length: count }, (_, index) => `${name}-${index}@example.com`)
