/** One of several nodes, with mail, providers and Redis where they are given: it revokes when it is told to, and counts what it asks. */
import { performance } from 'node:perf_hooks'
import express from 'express'
import { createAccounts } from 'parse-server-accounts'
import { answerWith, given, usage } from './answers.mjs'
import { asked } from './asked.mjs'

const app = express()
/** All requests come from one address: they are counted as everywhere, and none is refused. */
const plenty = { max: 1_000_000_000, seconds: 3600 }
const links = []
/** Keeps the links of mails in place of sending them. */
const transport = {
  name: 'kept',
  version: '1',
  send: ({ data }, done) => {
    links.push(/https?:\/\/\S+token=[^\s"&]+/.exec(String(data.text))?.[0])
    done(null, {})
  },
}
const accounts = createAccounts({
  limits: { signUp: { perAddress: plenty }, mail: { perAddress: plenty }, pages: { perAddress: plenty } },
  parseServer: given.parseServer,
  graphql: { path: given.graphqlPath },
  auth0: given.auth0,
  redisUrl: given.redisUrl,
  email: given.from && { from: given.from, transport },
})
await accounts.mount(app)

async function revoke({ target }) {
  const begin = performance.now()
  await accounts.sessions.revoke(target)
  return { ms: performance.now() - begin }
}

await accounts.attach(
  app.listen(given.port, '127.0.0.1', () =>
    answerWith({ usage, revoke, asked: () => ({ ...asked }), link: () => ({ link: links.pop() }) }),
  ),
)
