// The session is in an httpOnly cookie, and pages are rendered here.
import express from 'express'
import { createAccounts } from 'parse-server-accounts'

const { PORT = 3000, PUBLIC_URL = `http://localhost:${PORT}`, APP_ID = 'example' } = process.env

const app = express()
app.set('view engine', 'ejs')
app.set('views', `${import.meta.dirname}/views`)
app.use(express.static(`${import.meta.dirname}/public`, { index: false }))

const accounts = createAccounts({
  parseServer: {
    appId: APP_ID,
    appName: 'Harbor Books',
    masterKey: process.env.MASTER_KEY,
    databaseURI: process.env.DATABASE_URI ?? 'postgres://localhost:5432/example',
    publicServerURL: `${PUBLIC_URL}/parse`,
  },
  pages: { afterSignIn: '/shelf', templates: `${import.meta.dirname}/page-templates` },
})
await accounts.mount(app)

app.get('/shelf', async (req, res) => {
  const session = await accounts.sessionOf(req)
  if (!session) return res.redirect('/auth/sign-in?next=/shelf')
  res.set('Cache-Control', 'no-store').render('shelf', { name: session.user.get('username') })
})

const server = app.listen(PORT, () =>
  console.log(`REST at ${PUBLIC_URL}/parse, start at ${PUBLIC_URL}/shelf`),
)
await accounts.attach(server)
