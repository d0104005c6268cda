/* global Parse */
const { appId, serverURL } = await (await fetch('/settings.json')).json()
Parse.initialize(appId)
Parse.serverURL = serverURL

const base64url = (bytes) =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

// Only this tab knows the verifier: nobody can make it take a code of another sign-in.
async function signIn() {
  const verifier = base64url(crypto.getRandomValues(new Uint8Array(32)))
  sessionStorage.setItem('verifier', verifier)
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))
  const query = new URLSearchParams({
    next: location.pathname,
    code_challenge: base64url(new Uint8Array(digest)),
  })
  location.assign(`/auth/sign-in?${query}`)
}

async function takeOver(code) {
  history.replaceState(null, '', location.pathname)
  const code_verifier = sessionStorage.getItem('verifier')
  sessionStorage.removeItem('verifier')
  // This tab has begun no sign-in: somebody else may have sent the code.
  if (!code_verifier) return
  const answer = await fetch('/auth/session', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ code, code_verifier }),
  })
  const { sessionToken, error } = await answer.json()
  if (error) return console.warn(error)
  await Parse.User.become(sessionToken)
}

const code = new URLSearchParams(location.search).get('code')
if (code) await takeOver(code)

const user = Parse.User.current()
const [greeting, enter, leave] = ['greeting', 'in', 'out'].map((id) => document.getElementById(id))
if (user) greeting.textContent = `Hello ${user.getUsername()}`
enter.hidden = Boolean(user)
leave.hidden = !user
enter.addEventListener('click', signIn)
leave.addEventListener('click', async () => {
  await Parse.User.logOut()
  location.reload()
})
