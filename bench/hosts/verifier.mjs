/** Our verifier and Auth0's own middleware for Express, without HTTP around them: asked for times and for memory. */
import { performance } from 'node:perf_hooks'
import process from 'node:process'
import { auth } from 'express-oauth2-jwt-bearer'
import { createVerifier } from '../../dist/src/auth/auth0/provider.js'
import { auth0Options } from '../../dist/src/auth/auth0/options.js'

const { domain, clientId, audience } = JSON.parse(process.env.BENCH_HOST)

/** Nothing here is used only once. */
const claimOnce = () => Promise.reject(new Error('There was no nonce.'))
const createOwn = () =>
  createVerifier(auth0Options.parse({ domain, clientId, audience }), claimOnce).verifyAccessToken

/** What the middleware reads of a request. */
function requestWith(token) {
  const headers = { host: '127.0.0.1', authorization: `Bearer ${token}` }
  const get = (name) => headers[name.toLowerCase()]
  return { headers, get, is: () => false, method: 'GET', protocol: 'http', originalUrl: '/', query: {} }
}

function createOther() {
  const issuer = `${domain}/`
  const middleware = auth({ issuer, jwksUri: `${issuer}.well-known/jwks.json`, audience })
  return (token) =>
    new Promise((resolve, reject) =>
      middleware(requestWith(token), {}, (error) => (error ? reject(error) : resolve())),
    )
}

const creators = { own: createOwn, other: createOther }

/** Verifies one after the other, on a verifier that has its keys, and knows the first token. */
async function measureTime({ side, first, tokens, times }) {
  const verify = creators[side]()
  await verify(first)
  const cpu = process.cpuUsage()
  const begin = performance.now()
  for (let time = 0; time < times; time += 1) for (const token of tokens) await verify(token)
  const seconds = (performance.now() - begin) / 1000
  const { user, system } = process.cpuUsage(cpu)
  return { requests: times * tokens.length, seconds, cpuSeconds: (user + system) / 1e6 }
}

function heapUsed() {
  globalThis.gc()
  return process.memoryUsage().heapUsed
}

/** What a verifier holds when it remembers all of the tokens; what it has in common with others counts before. */
async function measureMemory({ first, tokens }) {
  await createOwn()(first)
  const verify = createOwn()
  await verify(first)
  const before = heapUsed()
  for (const token of tokens) await verify(token)
  const bytes = heapUsed() - before
  // It still remembers them: otherwise it might have been collected just now.
  await verify(tokens[0])
  return bytes
}

process.on('disconnect', () => process.exit())
process.on('message', (question) => {
  const answer = question.side ? measureTime(question) : measureMemory(question)
  answer.then((value) => process.send(value))
})
process.send('ready')
