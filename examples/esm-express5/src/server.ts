import express from 'express'
import { createAccounts } from 'parse-server-accounts'

const port = Number(process.env.PORT ?? 3000)
const url = process.env.PUBLIC_URL ?? `http://localhost:${port}`

const app = express()
app.get('/', (_req, res) => {
  res.send('What you have already')
})

const accounts = createAccounts({
  parseServer: {
    appId: process.env.APP_ID ?? 'example',
    masterKey: process.env.MASTER_KEY ?? '',
    databaseURI: process.env.DATABASE_URI ?? 'postgres://localhost:5432/example',
    publicServerURL: `${url}/parse`,
  },
})
await accounts.mount(app)

const server = app.listen(port, () => console.log(`REST at ${url}/parse, GraphQL at ${url}/graphql`))
await accounts.attach(server)
