/** The app: accounts by parse-server-accounts, and whatever you add. */
import { existsSync } from 'node:fs'
import express from 'express'
import { createAccounts } from 'parse-server-accounts'

if (existsSync('.env')) process.loadEnvFile()
const { env } = process
const port = Number(env.PORT || 1337)
// Without them, links in mails would lead to this machine.
for (const name of ['PUBLIC_URL', 'MAIL_FROM'])
  if (env.NODE_ENV === 'production' && !env[name]) throw new Error(`Set ${name}: see .env.example`)
const publicUrl = env.PUBLIC_URL || `http://localhost:${port}`

const app = express()
app.disable('x-powered-by')
app.set('trust proxy', env.TRUST_PROXY || 'loopback')

const accounts = createAccounts({
  parseServer: {
    appId: env.APP_ID,
    masterKey: env.MASTER_KEY,
    databaseURI: env.DATABASE_URI,
    appName: '{{name}}',
    publicServerURL: `${publicUrl}/parse`,
    verifyUserEmails: true,
  },
  pages: { afterSignIn: '/' },
  email: { transport: env.SMTP_URL, from: env.MAIL_FROM || '{{name}} <no-reply@example.com>' },
})
await accounts.mount(app)

// Your own routes stand here.
app.get('/', async (req, res) => {
  const session = await accounts.sessionOf(req)
  if (!session) return res.redirect('/auth/sign-in')
  res.type('text').send(`Hello ${String(session.user.get('username'))}`)
})

await accounts.attach(app.listen(port))
console.log(`Sign up at ${publicUrl}/auth/sign-up, or by REST at ${publicUrl}/parse/users`)
