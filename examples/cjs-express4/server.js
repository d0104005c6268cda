const express = require('express')
const { createAccounts } = require('parse-server-accounts')

const { PORT = 3000, PUBLIC_URL = `http://localhost:${PORT}` } = process.env

const app = express()
app.get('/', (_req, res) => res.send('What you have already'))

const accounts = createAccounts({
  parseServer: {
    appId: process.env.APP_ID ?? 'example',
    masterKey: process.env.MASTER_KEY,
    databaseURI: process.env.DATABASE_URI ?? 'postgres://localhost:5432/example',
    publicServerURL: `${PUBLIC_URL}/parse`,
  },
  dashboard: { users: [{ user: 'admin', pass: process.env.DASHBOARD_PASSWORD_BCRYPT }] },
})

async function start() {
  await accounts.mount(app)
  const server = app.listen(PORT, () =>
    console.log(
      `REST at ${PUBLIC_URL}/parse, GraphQL at ${PUBLIC_URL}/graphql, Dashboard at ${PUBLIC_URL}/dashboard`,
    ),
  )
  await accounts.attach(server)
}

start()
