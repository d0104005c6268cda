/** Signing in by Auth0's own SDK in a browser: the whole way from the page and back, and what can go wrong. */
import type { BrowserContext, Page } from 'playwright-core'
import { describeDemo } from './demo-in-browser'

describeDemo('signing in with Auth0', ({ demo, visit }) => {
  let context: BrowserContext
  let page: Page
  let complaints: string[]
  /** Hosts that were asked for anything. */
  let hosts: Set<string>

  /** The demo puts it on the next port. */
  const issuerUrl = () => `http://localhost:${Number(new URL(demo().siteUrl).port) + 1}/`
  const home = () => `${demo().siteUrl}/spa`
  const says = (text: string | RegExp) => page.getByText(text).first().waitFor()
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
  const person = (name: string) => page.getByRole('button', { name: new RegExp(`^${name} Example`) })
  const sessionToken = () => page.locator('[data-session-token]').textContent()

  /** Somebody else than the people of the demo. */
  async function typeAddress(address: string, isVerified: boolean): Promise<void> {
    await page.getByRole('heading', { name: 'Choose a person' }).waitFor()
    await page.getByLabel('E-mail').fill(address)
    await page.getByLabel('This address is verified').setChecked(isVerified)
    await press('Continue')
  }

  async function signIn(name: string): Promise<void> {
    await press('Sign in with Auth0')
    await person(name).click()
    await says('You are signed in with Auth0.')
  }

  async function logOut(): Promise<void> {
    await press('Log out')
    await page.waitForURL(home())
    await page.getByRole('button', { name: 'Sign in with Auth0' }).waitFor()
  }

  /** The user of a session, as another client would ask for it. */
  async function userOf(token: string | null): Promise<Record<string, unknown>> {
    const headers = { 'X-Parse-Application-Id': 'demo', 'X-Parse-Session-Token': token ?? '' }
    const response = await fetch(`${demo().siteUrl}/parse/users/me`, { headers })
    return (await response.json()) as Record<string, unknown>
  }

  beforeEach(async () => {
    ;({ context, page, complaints } = await visit())
    hosts = new Set()
    context.on('request', (request) => {
      const { protocol, hostname } = new URL(request.url())
      if (protocol.startsWith('http')) hosts.add(hostname)
    })
    await page.goto(home())
  })

  test('leads to the log-in page and back, signed in on both sides, until one logs out of both', async () => {
    await signIn('Ann')
    expect(page.url()).toBe(home())
    await page.getByRole('heading', { name: 'Ann Example' }).waitFor()
    await says('ann@example.com')
    await page.getByText('Verified', { exact: true }).waitFor()
    await says(/^Signed in with Auth0 until \w+ \d+, \d+/)
    expect(await page.locator('[data-picture]').isVisible()).toBe(true)
    const token = await sessionToken()
    expect(await userOf(token)).toMatchObject({ name: 'Ann Example', email: 'ann@example.com' })

    await press('Send GET /users/me')
    await says(/HTTP 200/)
    expect(await page.locator('[data-bearer-answer]').textContent()).toContain('"name": "Ann Example"')

    await logOut()
    expect(await userOf(token)).toMatchObject({ code: 209 })
    await press('Sign in with Auth0')
    await page.getByRole('heading', { name: 'Choose a person' }).waitFor()
    expect(complaints).toEqual([])
    expect([...hosts]).toEqual(['localhost'])
  })

  test('makes one user of several log-ins, and another of another person', async () => {
    await signIn('Ben')
    const { objectId } = await userOf(await sessionToken())
    await logOut()
    await signIn('Ben')
    expect(await userOf(await sessionToken())).toMatchObject({ objectId })
    await logOut()
    await signIn('Carla')
    await page.getByText('Not verified yet').waitFor()
    expect((await userOf(await sessionToken())).objectId).not.toBe(objectId)
  })

  test('stays signed in when the page is loaded anew, and keeps no token of Auth0', async () => {
    await signIn('Ben')
    const stored = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage, document.cookie]))
    expect(stored).toContain('Ben Example')
    expect(stored).not.toMatch(/eyJ[\w-]+\.[\w-]+/)
    await page.reload()
    await says(/^Signed in with Auth0 until/)
    await press('Send GET /users/me')
    await says('The access token was kept in memory')
    expect(complaints).toEqual([])
  })

  test('takes an address that somebody made up', async () => {
    await press('Sign in with Auth0')
    await typeAddress('dora@example.com', true)
    await page.getByRole('heading', { name: 'dora@example.com' }).waitFor()
    expect(await userOf(await sessionToken())).toMatchObject({
      email: 'dora@example.com',
      emailVerified: true,
    })
  })

  test('says so when the log-in is cancelled, and lets people try again', async () => {
    await press('Sign in with Auth0')
    await press('Cancel')
    await says('The sign-in was cancelled or refused.')
    expect(page.url()).toBe(home())
    await signIn('Ann')
  })

  test('says what to do when the address belongs to another account', async () => {
    const headers = { 'X-Parse-Application-Id': 'demo', 'Content-Type': 'application/json' }
    const body = { username: 'fay', password: 'correct-horse', email: 'fay@example.com' }
    await fetch(`${demo().siteUrl}/parse/users`, { method: 'POST', headers, body: JSON.stringify(body) })
    await press('Sign in with Auth0')
    await typeAddress('fay@example.com', false)
    await page.locator('#auth0 [data-error]:not(:empty)').waitFor()
    expect(await page.locator('#auth0 [data-error]').textContent()).toMatch(/e-mail.*(log|sign) in/i)
    expect(page.url()).toBe(home())
  })

  test('says so when Auth0 can’t be reached, and stays on the page', async () => {
    await page.route(`${issuerUrl()}**`, (route) => route.abort())
    await press('Sign in with Auth0')
    await says('Auth0 can’t be reached.')
    expect(page.url()).toBe(home())
  })

  test('says so when the answer of Auth0 gets lost on the way back', async () => {
    await page.route(`${issuerUrl()}oauth/token`, (route) => route.abort())
    await press('Sign in with Auth0')
    await person('Ann').click()
    await says('Auth0 can’t be reached.')
    expect(page.url()).toBe(home())
  })

  test.each(['?code=abc&state=def', '?error=access_denied&error_description=Call%20555&state=def'])(
    'signs nobody in who was sent to %s, and repeats none of it',
    async (query) => {
      await page.goto(`${home()}${query}`)
      await says('This sign-in was begun in another tab, or is over.')
      expect(page.url()).toBe(home())
      expect(await page.getByText('555').count()).toBe(0)
    },
  )

  test('is not needed for the account pages, whose button leads to the small app', async () => {
    await page.goto(demo().siteUrl)
    await page.getByRole('link', { name: 'Sign in, with Auth0 too' }).click()
    await press('Continue with Auth0')
    await person('Ben').click()
    await page.waitForURL(`${demo().siteUrl}/`)
    await page.getByRole('heading', { name: 'Ben Example' }).waitFor()
    expect(complaints).toEqual([])
  })
})
