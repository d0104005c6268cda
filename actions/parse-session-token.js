/**
 * Auth0 post-login Action: gives whoever logs in a Parse session, as a claim of their tokens.
 *
 * Your server signs nobody in on the word of a stranger: each request holds an assertion, signed with a secret
 * that only the server and this Action know, which lives for half a minute and works once. The server makes the
 * Parse user at the first log-in.
 *
 * To install it: Auth0 Dashboard > Actions > Library > Create Action > Build from scratch, trigger
 * "Login / Post Login", runtime Node 22. Paste this file, add the secrets (key icon), and deploy it. Then
 * Actions > Triggers > post-login: drag it into the flow, and apply.
 *
 * Secrets:
 *   ACCOUNTS_URL     https://api.example.com/auth0, where `auth0.actionSecrets` of your server mounts it
 *   ACCOUNTS_SECRET  one of `auth0.actionSecrets`, 32 bytes or more
 *   CLAIM            name of the claim; default: the origin of ACCOUNTS_URL and /parse_session_token
 *   TOKENS           id (default), access, or both: the tokens that get the claim
 *   ON_ERROR         continue (default): log in without the claim; deny: refuse the log-in
 *   ON_REFRESH       true: also when a refresh token is exchanged; default: at log-ins only
 *
 * A session token is as good as a password while it lives. Whoever reads the token that holds it can act as the
 * user: keep it out of logs and URLs, and use TOKENS=access only for APIs that may act as the user.
 */
const { createHmac, randomUUID } = require('node:crypto')

/** All Actions of a flow have 20 seconds together: two tries, and the 9 seconds of `backendless-user-token`, fit in. */
const tryMs = 4000
const lifeSeconds = 30
const maxTextCharacters = 1000
const maxRoles = 100
/** Proxies take header lines of 8 kB. */
const maxAssertionCharacters = 7000
const maxAnswerBytes = 16_384
const loopback = ['localhost', '127.0.0.1', '[::1]']
const tokenKinds = new Map([
  ['id', ['idToken']],
  ['access', ['accessToken']],
  ['both', ['idToken', 'accessToken']],
])

/** What went wrong, in words for the console: they never hold a secret, a token or what the server answered. */
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

function resolveSettings({ ACCOUNTS_URL, ACCOUNTS_SECRET: secret, CLAIM, TOKENS = 'id' }) {
  if (!isSecureUrl(ACCOUNTS_URL)) throw new Failure('ACCOUNTS_URL must be an https URL without a query')
  const endpoint = new URL(`${ACCOUNTS_URL.replace(/\/+$/, '')}/session`)
  const claim = CLAIM ?? `${endpoint.origin}/parse_session_token`
  const tokens = tokenKinds.get(TOKENS)
  if (typeof secret !== 'string' || Buffer.byteLength(secret) < 32)
    throw new Failure('ACCOUNTS_SECRET must have 32 bytes or more')
  if (!isClaimName(claim)) throw new Failure('CLAIM must be an http(s) URL, in a namespace of your own')
  if (!tokens) throw new Failure('TOKENS must be id, access or both')
  return { endpoint: endpoint.href, secret, claim, tokens }
}

const onlyTexts = (claims) => Object.fromEntries(Object.entries(claims).filter(([, value]) => isText(value)))

/** Who has logged in, and how. */
function identityOf({ user, session, organization, authentication, authorization }) {
  const { email } = user
  return {
    sub: user.user_id,
    ...onlyTexts({ email, sid: session?.id, org_id: organization?.id, org_name: organization?.name }),
    email_verified: isText(email) ? user.email_verified === true : undefined,
    amr: authentication?.methods?.map((method) => method.name),
    roles: authorization?.roles?.filter(isText).slice(0, maxRoles),
  }
}

function profileOf({ user: { name, nickname, picture, given_name, family_name, locale } }) {
  return onlyTexts({ name, nickname, picture, given_name, family_name, locale })
}

const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A compact JWS with HMAC SHA-256 (RFC 7515, section 3.1, and RFC 7518, section 3.2). */
function sign(claims, secret) {
  const content = `${encode({ alg: 'HS256', typ: 'action+jwt' })}.${encode(claims)}`
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`
}

function makeAssertion({ endpoint, secret }, event) {
  const iat = Math.floor(Date.now() / 1000)
  const proof = { iss: 'auth0-action', aud: endpoint, iat, exp: iat + lifeSeconds, jti: randomUUID() }
  const identity = { ...proof, ...identityOf(event) }
  const assertion = sign({ ...identity, ...profileOf(event) }, secret)
  return assertion.length <= maxAssertionCharacters ? assertion : sign(identity, secret)
}

async function readText(response) {
  const chunks = []
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length
    if (bytes > maxAnswerBytes) throw new Failure('the answer is too long')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

function readToken(text) {
  try {
    const { sessionToken } = JSON.parse(text)
    if (isText(sessionToken)) return sessionToken
  } catch {
    // Not JSON; what it says may be a secret.
  }
  throw new Failure('the answer holds no session token')
}

async function post({ endpoint }, assertion) {
  const headers = { authorization: `Bearer ${assertion}` }
  const signal = AbortSignal.timeout(tryMs)
  try {
    // A redirect would take the assertion to another place.
    const response = await fetch(endpoint, { method: 'POST', headers, signal, redirect: 'manual' })
    return { status: response.status, text: await readText(response) }
  } catch (error) {
    if (error instanceof Failure) throw error
    throw new Failure(`the server did not answer (${error.cause?.code ?? error.name})`, true)
  }
}

async function requestToken(settings, event) {
  const { status, text } = await post(settings, makeAssertion(settings, event))
  if (status !== 200) throw new Failure(`the server answered with ${status}`, status >= 500 || status === 429)
  return readToken(text)
}

/** Tries twice, each time with an assertion of its own, as each works once. */
async function openSession(settings, event) {
  try {
    return await requestToken(settings, event)
  } catch (error) {
    if (!error.mayPass) throw error
    return requestToken(settings, event)
  }
}

function fail(error, { ON_ERROR = 'continue' }, api) {
  console.log(`parse-session-token: ${error instanceof Failure ? error.message : error.name}`)
  if (ON_ERROR !== 'continue')
    api.access.deny('You can’t be signed in at the moment. Please try again later.')
}

exports.onExecutePostLogin = async (event, api) => {
  const { secrets, transaction } = event
  if (transaction?.protocol === 'oauth2-refresh-token' && secrets.ON_REFRESH !== 'true') return
  try {
    const settings = resolveSettings(secrets)
    // Not kept in `api.cache`, where it would outlive its revocation: the server knows whom it may give one again.
    const sessionToken = await openSession(settings, event)
    for (const token of settings.tokens) api[token].setCustomClaim(settings.claim, sessionToken)
  } catch (error) {
    fail(error, secrets, api)
  }
}
