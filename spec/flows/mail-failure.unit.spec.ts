/** The demo's mail server fails by a switch: in a browser one sees that mails wait, and that they arrive later. */
import type { BrowserContextOptions, Page } from 'playwright-core'
import { describeDemo } from './demo-in-browser'

describeDemo('the switch of the mail server', ({ demo, visit }) => {
  let page: Page
  let complaints: string[]

  async function open(options: BrowserContextOptions = {}): Promise<void> {
    ;({ page, complaints } = await visit(options))
    await page.goto(`${demo().mailboxUrl}/server`)
  }

  async function signUp(username: string): Promise<void> {
    const headers = { 'X-Parse-Application-Id': 'demo', 'Content-Type': 'application/json' }
    const user = { username, password: 'correct-horse', email: `${username}@example.com` }
    const body = JSON.stringify(user)
    const { status } = await fetch(`${demo().siteUrl}/parse/users`, { method: 'POST', headers, body })
    expect(status).toBe(201)
  }

  const press = (name: string | RegExp) => page.getByRole('button', { name }).click()
  const kept = (text: string) => page.locator('#kept > li', { hasText: text })
  const arrived = (address: string) => page.locator('#mails a', { hasText: address })

  test('lets mails wait, and they arrive when it works again', async () => {
    await open()
    await press('Answers 451')
    await page.getByText('Mails are being refused').waitFor()
    await signUp('ann')
    await kept('ann@example.com').getByText('The server answered 451 to DATA.').waitFor()
    await kept('ann@example.com').getByText('Waiting').waitFor()
    await press('Works')
    await arrived('ann@example.com').waitFor()
    await page.getByText('No mail waits, and none was given up.').waitFor()
    expect(complaints).toEqual([])
  })

  test('keeps what it refused for good until somebody decides', async () => {
    await open()
    await press('Answers 550')
    await signUp('ben')
    await signUp('carla')
    await kept('ben@example.com').getByText('Given up').waitFor()
    await kept('carla@example.com').getByText('Given up').waitFor()
    await press('Works')
    await kept('carla@example.com').getByRole('button', { name: 'Discard' }).click()
    await page.getByText('The mail was discarded.').waitFor()
    await kept('ben@example.com').getByRole('button', { name: 'Try again' }).click()
    await arrived('ben@example.com').waitFor()
    expect(await arrived('carla@example.com').count()).toBe(0)
  })

  test('works without JavaScript, and says by focus and title what it does', async () => {
    await open({ javaScriptEnabled: false })
    await press('Is down')
    expect(await page.title()).toBe('Mail server is down · Mailbox')
    expect(await page.locator('button:focus').textContent()).toMatch(/Is down/)
    await signUp('dora')
    while (!(await kept('ECONNREFUSED').isVisible())) await page.goto(demo().mailboxUrl)
    await press('Works')
    while (!(await arrived('dora@example.com').isVisible())) await page.goto(demo().mailboxUrl)
    expect(complaints).toEqual([])
  })
})
