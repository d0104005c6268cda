// The page gets a code, and exchanges it for a session of the Parse JS SDK.
import express from 'express'
import { createAccounts } from 'parse-server-accounts'

const { PORT = 3000, PUBLIC_URL = `http://localhost:${PORT}`, APP_ID = 'example' } = process.env

const app = express()
app.get('/settings.json', (_req, res) => res.json({ appId: APP_ID, serverURL: `${PUBLIC_URL}/parse` }))
app.use(express.static(`${import.meta.dirname}/public`))
app.use('/vendor', express.static(`${import.meta.dirname}/node_modules/parse/dist`))

const accounts = createAccounts({
  parseServer: {
    appId: APP_ID,
    appName: 'Harbor Books',
    masterKey: process.env.MASTER_KEY,
    databaseURI: process.env.DATABASE_URI ?? 'postgres://localhost:5432/example',
    publicServerURL: `${PUBLIC_URL}/parse`,
  },
  // For a page elsewhere: `origins: ['https://app.example.com']`, and that address for `afterSignIn`.
  pages: { handOver: 'code', afterSignIn: '/' },
})
await accounts.mount(app)

const server = app.listen(PORT, () => console.log(`REST at ${PUBLIC_URL}/parse, start at ${PUBLIC_URL}/`))
await accounts.attach(server)
