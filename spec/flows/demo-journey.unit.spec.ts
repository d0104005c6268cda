/** The demo in a browser: a small app whose people come by the account pages, their whole way once, and no script. */
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { describeDemo } from './demo-in-browser'

describeDemo('the demo', ({ demo, visit }) => {
  let context: BrowserContext
  let page: Page
  let complaints: string[]
  let count = 0

  const password = 'correct-horse'
  const newEmail = () => `ada-${++count}@example.com`

  async function open(options: BrowserContextOptions = {}): Promise<void> {
    ;({ context, page, complaints } = await visit(options))
    await page.goto(demo().siteUrl)
  }

  /** A request by the demo's REST API, as another client would send it. */
  async function rest(path: string, body: object, sessionToken = ''): Promise<Record<string, string>> {
    const headers = { 'X-Parse-Application-Id': 'demo', 'Content-Type': 'application/json' }
    const response = await fetch(`${demo().siteUrl}/parse${path}`, {
      method: 'POST',
      headers: sessionToken ? { ...headers, 'X-Parse-Session-Token': sessionToken } : headers,
      body: JSON.stringify(body),
    })
    return (await response.json()) as Record<string, string>
  }

  /** What opens in a tab of its own. */
  async function follow(click: () => Promise<void>): Promise<Page> {
    const [opened] = await Promise.all([context.waitForEvent('page'), click()])
    await opened.waitForLoadState()
    return opened
  }

  /** Follows the hint on the page to the mail, and the link in the mail. */
  async function followMail(): Promise<Page> {
    const mail = await follow(() => page.getByRole('link', { name: 'Open it' }).click())
    return follow(() => mail.frameLocator('iframe').getByRole('link').first().click())
  }

  const says = (text: string, on = page) => on.getByText(text).first().waitFor()
  const press = (name: string, on = page) => on.getByRole('button', { name, exact: true }).click()
  const isHome = () => page.waitForURL(`${demo().siteUrl}/`)
  const isDone = (step: string) => page.locator(`[data-step=${step}][data-done]`).waitFor()
  const books = () => page.locator('.books span').allTextContents()
  const doneOn = (on: Page) =>
    on
      .locator('#journey > [data-done]')
      .evaluateAll((items) => items.map((item) => item.getAttribute('data-step')))

  async function signUp(email: string): Promise<void> {
    await page.getByRole('link', { name: 'Create an account' }).click()
    await page.getByLabel('E-mail address').fill(email)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await press('Create account')
    await isHome()
  }
  async function signIn(email: string, its = password): Promise<void> {
    await page.getByRole('link', { name: 'Sign in' }).click()
    await page.getByLabel('E-mail address or user name').fill(email)
    await page.getByLabel('Password', { exact: true }).fill(its)
    await press('Sign in')
    await isHome()
  }
  async function add(title: string): Promise<void> {
    await page.getByLabel('Add a book').fill(title)
    await press('Add')
    await page.locator('.books').getByText(title, { exact: true }).waitFor()
  }
  async function signOut(): Promise<void> {
    await page.getByRole('link', { name: 'Sign out' }).click()
    await press('Sign out')
    await isHome()
  }

  test('leads from sign-up by two mails to a new sign-in, without a complaint of the browser', async () => {
    const email = newEmail()
    await open()
    await signUp(email)
    await says('Not verified yet')
    expect(await doneOn(page)).toEqual(['sign-up'])
    const asking = await followMail()
    await press('Confirm e-mail address', asking)
    await says('Your e-mail address is confirmed', asking)
    await page.bringToFront()
    await page.evaluate(() => window.dispatchEvent(new Event('focus')))
    await page.getByText('Verified', { exact: true }).waitFor()
    await page.getByRole('link', { name: 'Open it' }).waitFor({ state: 'detached' })
    await add('Moby Dick')
    await signOut()
    expect(await doneOn(page)).toEqual(['sign-up', 'verify', 'change', 'log-out'])
    await page.getByRole('link', { name: 'Forgot your password?' }).click()
    await page.getByLabel('E-mail address').fill(email)
    await press('Send link')
    await says('Look into your mailbox')
    await page.goto(demo().siteUrl)
    await says('Choose a new password') // the subject of the mail, in the hint
    expect(await doneOn(page)).not.toContain('reset')
    const reset = await followMail()
    await reset.getByLabel('New password', { exact: true }).fill('another-horse')
    await press('Save password', reset)
    await says('Your new password is saved', reset)
    await isDone('reset') // in the tab that was open all the time
    await signIn(email, 'another-horse')
    expect(await books()).toEqual(['Moby Dick'])
    expect(await doneOn(page)).toHaveLength(6)
    expect(complaints).toEqual([])
  })

  test('works without JavaScript, on a phone, and says when a link was used before', async () => {
    const email = newEmail()
    await open({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
    await signUp(email)
    await add('<b>Bold</b> & "quoted"')
    await page.getByRole('button', { name: 'Remove <b>Bold</b>' }).click()
    await says('It is empty yet.')
    while (!(await page.getByRole('link', { name: 'Open it' }).isVisible())) await page.reload()
    expect(await page.locator('[data-step=change][data-done]').count()).toBe(1)
    const mail = await follow(() => page.getByRole('link', { name: 'Open it' }).click())
    await mail.getByRole('link', { name: 'Text' }).click()
    const asking = await follow(() => mail.locator('.mail-text a').first().click())
    const address = asking.url()
    await press('Confirm e-mail address', asking)
    await says('Your e-mail address is confirmed', asking)
    await asking.goto(address)
    await says('Your e-mail address is confirmed already', asking)
    await page.reload()
    await page.getByText('Verified', { exact: true }).waitFor()
    expect(complaints).toEqual([])
  })

  test('shows whose session it is, for requests by hand, and notices when that has ended elsewhere', async () => {
    const email = newEmail()
    await rest('/users', { username: email, email, password })
    await open({ viewport: { width: 390, height: 844 } })
    await signIn(email)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    await page.getByText('Session token').click()
    const sessionToken = (await page.locator('[data-session-token]').textContent()) ?? ''
    expect(sessionToken).toMatch(/^r:\w+$/)
    await page.getByRole('link', { name: 'Your account' }).click()
    await says('Where you are signed in')
    await page.goBack()
    await rest('/logout', {}, sessionToken)
    await page.getByRole('link', { name: 'Create an account' }).waitFor()
    await isDone('log-out')
    expect(complaints).toEqual([])
  })

  test('takes no book from another site, nor one without a title', async () => {
    await open()
    await signUp(newEmail())
    const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
    const send = (origin: string, body: string) =>
      fetch(demo().siteUrl, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie, origin, 'Content-Type': 'application/x-www-form-urlencoded' },
        body,
      })
    await send('https://evil.example', 'add=Evil')
    for (const body of ['add=', 'add=+', 'other=1', `add=${'x'.repeat(300)}`, ''])
      expect((await send(demo().siteUrl, body)).status).toBe(303)
    await send(demo().siteUrl, 'add=Good')
    await page.reload()
    expect(await books()).toEqual(['Good'])
  })

  test('ends at once although a browser waits for news', async () => {
    await open()
    demo().signal('SIGINT')
    expect(await demo().exited).toBe(0)
  })
})
