/** An Express 5 app with better-auth, as its documentation mounts it, with what this package counts and checks, too. */
import { betterAuth } from 'better-auth'
import { mongodbAdapter } from 'better-auth/adapters/mongodb'
import { getMigrations } from 'better-auth/db/migration'
import { toNodeHandler } from 'better-auth/node'
import express from 'express'
import { MongoClient } from 'mongodb'
import { Pool } from 'pg'
import { given, serve } from '../hosts/host.mjs'

const isMongo = given.databaseURI.startsWith('mongodb:')

async function openDatabase() {
  if (!isMongo) return new Pool({ connectionString: given.databaseURI })
  const client = await MongoClient.connect(given.databaseURI)
  return mongodbAdapter(client.db(), { transaction: false })
}

/** All requests come from one address: they are counted as everywhere, and none is refused. */
const plenty = { window: 3600, max: 1_000_000_000 }
const noHash = { hash: async (password) => password, verify: async ({ hash, password }) => hash === password }

const auth = betterAuth({
  database: await openDatabase(),
  baseURL: given.url,
  secret: 'bench-secret-of-32-characters-or-more',
  telemetry: { enabled: false },
  logger: { disabled: true },
  emailAndPassword: { enabled: true, ...(given.withoutHash && { password: noHash }) },
  rateLimit: {
    ...{ enabled: true, ...plenty },
    customRules: { '/sign-in/*': plenty, '/sign-up/*': plenty, '/get-session': plenty },
  },
  // The peer of the socket, as it is without a proxy.
  advanced: { ipAddress: { ipAddressHeaders: ['x-bench-address'] } },
})

// As its command line does before the first start; in MongoDB, it makes its indexes by itself.
if (given.isFirst && !isMongo) await (await getMigrations(auth.options)).runMigrations()
const app = express()
const answer = toNodeHandler(auth)
app.all('/api/auth/{*path}', (req, res) => {
  req.headers['x-bench-address'] = req.socket.remoteAddress
  return answer(req, res)
})
serve(app)
