/** `npm run dev`: a PostgreSQL and a mailbox on this machine, then the app. */
import { startMailbox, startPostgres } from 'parse-server-accounts/testing'

const postgres = await startPostgres({ dataDir: '.data/postgres' })
await postgres.createDatabase('app')
const mailbox = await startMailbox({
  onMessage: ({ to, subject, links }) =>
    console.log([`\nMail to ${to.join(', ')}: ${subject}`, ...links, ''].join('\n  ')),
})

Object.assign(process.env, { DATABASE_URI: postgres.uri('app'), SMTP_URL: mailbox.url })
await import('./server.js')
