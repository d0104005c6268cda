/** `npm run dev`: a PostgreSQL and a mailbox on this machine, then the app. */
import { startMailbox, startPostgres } from 'parse-server-accounts/testing'

const postgres = await startPostgres({ dataDir: '.data/postgres' })
await postgres.createDatabase('app')
console.log(`Database: ${postgres.uri('app')}`)
const mailbox = await startMailbox({
  onMessage: ({ to, subject, links }) =>
    console.log([`\nMail to ${to.join(', ')}: ${subject}`, ...links, ''].join('\n  ')),
})

// What `.env` has may be for production: a public URL that is there already, be it empty, is not read from it.
const { PUBLIC_URL = '' } = process.env
Object.assign(process.env, { DATABASE_URI: postgres.uri('app'), SMTP_URL: mailbox.url, PUBLIC_URL })
await import('./server.js')
