/** The demo in a browser: the whole way of a person, what the page says when something fails, and no script. */
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { describeDemo } from './demo-in-browser'

jest.setTimeout(120_000)

describeDemo('the demo', ({ demo, visit }) => {
  let context: BrowserContext
  let page: Page
  let complaints: string[]
  let count = 0

  const someone = () => {
    const username = `ada-${++count}`
    return { username, email: `${username}@example.com`, password: 'correct-horse' }
  }

  async function open(options: BrowserContextOptions = {}): Promise<void> {
    ;({ context, page, complaints } = await visit(options))
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

  async function fillIn(panel: string, values: Record<string, string>): Promise<void> {
    for (const [name, value] of Object.entries(values)) await page.fill(`#${panel} [name=${name}]`, value)
    await page.click(`#${panel} button:not([type])`)
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

  const doneIn = (on: Page) =>
    on
      .locator('#journey > [data-done]')
      .evaluateAll((items) => items.map((item) => item.getAttribute('data-step')))

  const says = (text: string, on = page) => on.getByText(text).first().waitFor()

  async function lookAgain(): Promise<void> {
    await page.bringToFront()
    await page.evaluate(() => window.dispatchEvent(new Event('focus')))
  }

  test('leads from sign-up by two mails to a new log-in, without a complaint of the browser', async () => {
    const { username, email, password } = someone()
    await open()
    await page.goto(demo().siteUrl)
    await fillIn('sign-up', { username, email, password })
    await says('Not verified yet')
    expect(await doneIn(page)).toEqual(['sign-up'])
    const asking = await followMail()
    await asking.getByRole('button', { name: 'Confirm e-mail address' }).click()
    await says('Your e-mail address is confirmed', asking)
    await lookAgain()
    await page.getByText('Verified', { exact: true }).waitFor()
    await fillIn('change-phone', { phone: '415-392-0202' })
    await says('Saved.')
    await page.click('#log-out')
    await says('You are logged out')
    await page.click('text=Forgot password')
    await fillIn('reset-password', { email })
    await says('Choose a new password') // the subject of the mail, in the hint
    expect(await doneIn(page)).not.toContain('reset')
    const reset = await followMail()
    await reset.fill('[name=new_password]', 'another-horse')
    await reset.click('text=Save password')
    await says('Your new password is saved', reset)
    await page.locator('[data-step=reset][data-done]').waitFor()
    await reset.goto(`${demo().siteUrl}/`)
    expect(await doneIn(reset)).toEqual(['sign-up', 'verify', 'change', 'log-out', 'reset'])
    await page.goto(`${demo().siteUrl}/#log-in`)
    await fillIn('log-in', { username: email, password: 'another-horse' })
    await says('You are logged in')
    expect(await page.inputValue('#phone')).toBe('415-392-0202')
    expect(await doneIn(page)).toHaveLength(6)
    expect(complaints).toEqual([])
  })

  test('resets a password without JavaScript, and says when the link was used before', async () => {
    const { username, email, password } = someone()
    await rest('/users', { username, email, password })
    await rest('/requestPasswordReset', { email })
    await open({ javaScriptEnabled: false })
    const mail = page.getByRole('link', { name: new RegExp(`password.*${email}`, 'i') })
    while (!(await mail.isVisible())) await page.goto(demo().mailboxUrl)
    await mail.click()
    await page.getByRole('link', { name: 'Text' }).click()
    page = await follow(() => page.locator('.mail-text a').first().click())
    const address = page.url()
    await page.fill('[name=new_password]', 'another-horse')
    await page.click('text=Save password')
    await says('Your new password is saved')
    expect(await rest('/login', { username, password: 'another-horse' })).toHaveProperty('sessionToken')
    await page.goto(address)
    await says('This link no longer works')
    expect(complaints.filter((text) => !text.includes('404'))).toEqual([])
  })

  test('says in words for people what went wrong', async () => {
    const { username, email, password } = someone()
    await rest('/users', { username, email, password })
    await open()
    await page.goto(`${demo().siteUrl}/#sign-up`)
    await fillIn('sign-up', { username: '', email, password })
    await says('User name is missing.')
    await fillIn('sign-up', { username: 'someone-new', email, password: 'short' })
    await says('Password is too short')
    await fillIn('sign-up', { username, email: 'new@example.com', password })
    await says('This user name is taken')
    await fillIn('sign-up', { username: 'someone-new', email, password })
    await says('There is an account with this e-mail already')
    await page.goto(`${demo().siteUrl}/#log-in`)
    await fillIn('log-in', { username, password: 'wrong' })
    await says('User name and password don’t match.')
    for (const wrong of ['wrong', 'wrong', password]) await rest('/login', { username, password: wrong })
    await fillIn('log-in', { username, password })
    await says('This account is locked')
  })

  test('says on a phone where one looks what came of it, and offline who can’t be reached', async () => {
    const { username, email, password } = someone()
    await rest('/users', { username, email, password })
    await open({ viewport: { width: 390, height: 500 } })
    await page.goto(`${demo().siteUrl}/#log-in`)
    await context.setOffline(true)
    await fillIn('log-in', { username, password })
    await says('The server can’t be reached.')
    await context.setOffline(false)
    await fillIn('log-in', { username, password })
    await says('You are logged in')
    await fillIn('change-phone', { phone: '415-392-0202' })
    await says('Saved.')
    await page.waitForFunction(() => {
      const { top, bottom } = document.querySelector('#notice')!.getBoundingClientRect()
      return top >= 0 && bottom <= window.innerHeight
    })
  })

  test('goes back to the forms when the session has ended elsewhere', async () => {
    const { username, email, password } = someone()
    await rest('/users', { username, email, password })
    await open()
    await page.goto(`${demo().siteUrl}/#log-in`)
    await fillIn('log-in', { username, password })
    await says('You are logged in')
    const sessionToken = await page.locator('[data-session-token]').textContent()
    await rest('/logout', {}, sessionToken ?? '')
    await lookAgain()
    await says('Your session has ended')
    expect(await page.isVisible('#log-in, #sign-up')).toBe(true)
    await page.reload()
    expect(await page.isVisible('#signed-in')).toBe(false)
  })

  test('ends at once although a browser waits for news', async () => {
    await open()
    await page.goto(demo().siteUrl)
    demo().signal('SIGINT')
    expect(await demo().exited).toBe(0)
  })
})
