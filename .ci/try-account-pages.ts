/** Signs in to the examples of the account pages, as a browser does. */
import assert from 'node:assert/strict'
import { hash } from 'node:crypto'

const ours = { 'Sec-Fetch-Site': 'same-origin' }

async function signIn(url: string, fields: Record<string, string> = {}): Promise<Response> {
  const body = new URLSearchParams({ username: 'ann', password: 'correct-horse', ...fields })
  const entered = await fetch(`${url}/auth/sign-in`, {
    method: 'POST',
    body,
    headers: ours,
    redirect: 'manual',
  })
  assert.equal(entered.status, 303)
  return entered
}

/** The page that is rendered for the cookie. */
async function tryServerRendered(url: string): Promise<void> {
  const entered = await signIn(url)
  assert.equal(entered.headers.get('location'), `${url}/shelf`)
  const cookie = String(entered.headers.get('set-cookie')).split(';')[0] ?? ''
  assert.match(await (await fetch(`${url}/shelf`, { headers: { cookie } })).text(), /Hello ann/)
}

/** The session that the page gets for its code. */
async function trySdkPage(url: string): Promise<void> {
  for (const file of ['', 'app.js', 'vendor/parse.min.js'])
    assert.equal((await fetch(`${url}/${file}`)).status, 200)
  const code_verifier = 'v'.repeat(43)
  const code_challenge = hash('sha256', code_verifier, 'base64url')
  const { headers: sent } = await signIn(url, { code_challenge })
  const { searchParams } = new URL(String(sent.get('location')))
  const headers = { 'Content-Type': 'application/json', Origin: url }
  const body = JSON.stringify({ code: searchParams.get('code'), code_verifier })
  const answer = await fetch(`${url}/auth/session`, { method: 'POST', headers, body })
  const { sessionToken } = (await answer.json()) as { sessionToken: string }
  assert.match(sessionToken, /^r:/)
}

/** What each example does beyond the API, by the file that starts it. */
export const visits: Record<string, (url: string) => Promise<void>> = {
  'server-rendered.js': tryServerRendered,
  'sdk-page.js': trySdkPage,
}
