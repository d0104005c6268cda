/** The demo's small app: it has no form to sign in, and uses the account pages for that. */
import type { Page } from 'playwright-core'
import { describeDemo } from './demo-in-browser'

jest.setTimeout(120_000)

describeDemo('the reading list of the demo', ({ demo, visit }) => {
  let page: Page
  let complaints: string[]

  const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
  const books = () => page.locator('.books span').allTextContents()

  async function add(title: string): Promise<void> {
    await page.getByLabel('Add a book').fill(title)
    await press('Add')
    await page.locator('.books').getByText(title, { exact: true }).waitFor()
  }

  async function signUp(email: string): Promise<void> {
    await page.goto(`${demo().siteUrl}/books`)
    await page.getByRole('link', { name: 'Create an account' }).click()
    await page.locator('input[type=email]').fill(email)
    await page.locator('input[autocomplete=new-password]').first().fill('correct-horse')
    await page.locator('main form button[type=submit], main form button:not([type])').first().click()
    await page.waitForURL(`${demo().siteUrl}/books`)
  }

  beforeEach(async () => {
    ;({ page, complaints } = await visit({ viewport: { width: 390, height: 844 } }))
  })

  test('is reached by the account pages, keeps what is added, and is left by them', async () => {
    await signUp('rea@example.com')
    await page.getByText('You are signed in as rea@example.com.').waitFor()
    await add('Moby Dick')
    await add('<b>Bold</b> & "quoted"')
    expect(await books()).toEqual(['Moby Dick', '<b>Bold</b> & "quoted"'])
    await page.getByRole('button', { name: 'Remove Moby Dick' }).click()
    await page.getByText('Moby Dick').waitFor({ state: 'detached' })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    await page.getByRole('link', { name: 'Sign out' }).click()
    await page.locator('main form button').first().click()
    await page.waitForURL(`${demo().siteUrl}/`)
    await page.goto(`${demo().siteUrl}/books`)
    await page.getByRole('link', { name: 'Sign in' }).waitFor()
    expect(complaints).toEqual([])
  })

  test('takes no book from another site, nor one without a title', async () => {
    await signUp('roy@example.com')
    const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
    const send = (origin: string, body: string) =>
      fetch(`${demo().siteUrl}/books`, {
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
})
