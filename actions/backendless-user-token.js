/**
 * Auth0 post-login Action: gives whoever logs in a Backendless user token, as a claim of their ID token.
 *
 * The Backendless user is found by the e-mail address, which must be verified, and made at the first log-in.
 * Each user has a password of their own: nobody needs to know it, as it is derived from a secret of this Action
 * and the user's id at Auth0. Users who have another password, as those made by the old rule with its one
 * password for all, are refused by Backendless until you delete them or set theirs anew. The same happens to all
 * users when you change the secret.
 *
 * To install it: Auth0 Dashboard > Actions > Library > Create Action > Build from scratch, trigger
 * "Login / Post Login", runtime Node 22. Paste this file, add the secrets (key icon), and deploy it. Then
 * Actions > Triggers > post-login: drag it into the flow, and apply.
 *
 * Secrets:
 *   BACKENDLESS_URL              default: https://api.backendless.com
 *   BACKENDLESS_APP_ID           id of your app
 *   BACKENDLESS_API_KEY          key that may find and register users, as the one of the Code Runner
 *   BACKENDLESS_PASSWORD_SECRET  32 bytes or more, random, used for nothing else
 *   CLAIM                        name of the claim; default: https://api.backendless.com/userToken
 *   ON_ERROR                     continue (default): log in without the claim; deny: refuse the log-in
 *   ON_REFRESH                   true: also when a refresh token is exchanged; default: at log-ins only
 *
 * A user token is as good as a password while it lives: keep the ID token that holds it out of logs and URLs.
 */
const { createHmac } = require('node:crypto')

const tryMs = 5000
/** All Actions of a flow have 20 seconds together: the two tries of `parse-session-token`, of 4 seconds each, fit in. */
const allTriesMs = 9000
const maxTextCharacters = 1000
/** Backendless answers with the whole user. */
const maxAnswerBytes = 1_048_576
const loopback = ['localhost', '127.0.0.1', '[::1]']
/** Code of Backendless for a user who exists, perhaps since another log-in at the same moment. */
const userExists = 3033

/** What went wrong, in words for the console: they never hold a secret, a token or what Backendless answered. */
class Failure extends Error {
  constructor(message, mayPass = false) {
    super(message)
    this.mayPass = mayPass
  }
}

const isText = (value) => typeof value === 'string' && value !== '' && value.length <= maxTextCharacters

/** Plain http is for this machine, where one tries things out. */
function isSecureUrl(url) {
  if (!URL.canParse(url)) return false
  const { protocol, hostname, href, origin, pathname } = new URL(url)
  const isSecure = protocol === 'https:' || (protocol === 'http:' && loopback.includes(hostname))
  return isSecure && href === origin + pathname
}

/** Auth0 drops claims that are not named by a URL, or by one of its own, without a word. */
function isClaimName(claim) {
  if (!URL.canParse(claim)) return false
  const { protocol, hostname } = new URL(claim)
  return /^https?:$/.test(protocol) && !/(^|\.)(auth0\.com|webtask\.(io|run))$/.test(hostname)
}

function resolveSettings(secrets) {
  const { BACKENDLESS_URL: url = 'https://api.backendless.com', BACKENDLESS_PASSWORD_SECRET: secret } =
    secrets
  const { BACKENDLESS_APP_ID: appId, BACKENDLESS_API_KEY: apiKey } = secrets
  const { CLAIM: claim = 'https://api.backendless.com/userToken' } = secrets
  if (!isSecureUrl(url)) throw new Failure('BACKENDLESS_URL must be an https URL without a query')
  if (!isText(appId) || !isText(apiKey))
    throw new Failure('BACKENDLESS_APP_ID or BACKENDLESS_API_KEY is missing')
  if (typeof secret !== 'string' || Buffer.byteLength(secret) < 32)
    throw new Failure('BACKENDLESS_PASSWORD_SECRET must have 32 bytes or more')
  if (!isClaimName(claim)) throw new Failure('CLAIM must be an http(s) URL, in a namespace of your own')
  const appUrl = `${url.replace(/\/+$/, '')}/${encodeURIComponent(appId)}/${encodeURIComponent(apiKey)}`
  return { appUrl, secret, claim, deadline: Date.now() + allTriesMs }
}

/** @returns the address and the password of the user */
function credentialsOf({ user_id, email, email_verified }, secret) {
  // The address decides whose account it is: an unverified one may be somebody else's.
  if (!isText(email) || email_verified !== true) throw new Failure('the user has no verified e-mail address')
  return { email, password: createHmac('sha256', secret).update(user_id).digest('base64url') }
}

async function readJson(response) {
  const chunks = []
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length
    if (bytes > maxAnswerBytes) throw new Failure('the answer is too long')
    chunks.push(chunk)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString())
  } catch {
    return undefined // what it says may be a secret
  }
}

async function tryOnce({ appUrl, deadline }, path, body) {
  const request = body
    ? { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
    : {}
  const signal = AbortSignal.timeout(Math.max(0, Math.min(tryMs, deadline - Date.now())))
  try {
    // A redirect would take the password to another place.
    const response = await fetch(appUrl + path, { ...request, signal, redirect: 'manual' })
    return { status: response.status, json: await readJson(response) }
  } catch (error) {
    if (error instanceof Failure) throw error
    throw new Failure(`Backendless did not answer (${error.cause?.code ?? error.name})`, true)
  }
}

async function ask(settings, path, body) {
  const { status, json } = await tryOnce(settings, path, body)
  if (status === 200) return json
  const isRegistered = path === '/users/register' && json?.code === userExists
  if (!isRegistered) throw new Failure(`Backendless answered with ${status}`, status >= 500 || status === 429)
}

async function askTwice(settings, path, body) {
  try {
    return await ask(settings, path, body)
  } catch (error) {
    if (!error.mayPass) throw error
    return ask(settings, path, body)
  }
}

/** In a where clause, a quote within a text is written twice. */
async function hasUser(settings, email) {
  const where = new URLSearchParams({ where: `email='${email.replaceAll("'", "''")}'` })
  const users = await askTwice(settings, `/data/Users?${where}`)
  if (!Array.isArray(users)) throw new Failure('Backendless answered with no list of users')
  return users.length > 0
}

/** Registers the user, if there is none yet, and logs them in. */
async function openSession(settings, user) {
  const { email, password } = credentialsOf(user, settings.secret)
  if (!(await hasUser(settings, email))) await askTwice(settings, '/users/register', { email, password })
  const session = await askTwice(settings, '/users/login', { login: email, password })
  if (!isText(session?.['user-token'])) throw new Failure('Backendless answered with no user token')
  return session['user-token']
}

function fail(error, { ON_ERROR = 'continue' }, api) {
  console.log(`backendless-user-token: ${error instanceof Failure ? error.message : error.name}`)
  if (ON_ERROR !== 'continue')
    api.access.deny('You can’t be signed in at the moment. Please try again later.')
}

exports.onExecutePostLogin = async (event, api) => {
  const { user, secrets, transaction } = event
  if (transaction?.protocol === 'oauth2-refresh-token' && secrets.ON_REFRESH !== 'true') return
  try {
    const settings = resolveSettings(secrets)
    // Not kept in `api.cache`, where it would outlive its revocation.
    api.idToken.setCustomClaim(settings.claim, await openSession(settings, user))
  } catch (error) {
    fail(error, secrets, api)
  }
}
