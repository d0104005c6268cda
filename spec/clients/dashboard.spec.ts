/** Parse Dashboard at /dashboard, in a real browser. */
import type { Page } from 'playwright-core'
import { describeWithBrowser } from '../support/browser'
import { describeWithDatabase } from '../support/database'
import { type Host, startHost } from '../support/host'
import { rest } from '../support/rest'

const admin = { user: 'admin', pass: 'plain-secret' }

describeWithBrowser('Parse Dashboard', (browser) => {
  describeWithDatabase('on a host', (database) => {
    let host: Host
    let page: Page
    beforeAll(async () => {
      host = await startHost({ database: database(), dashboard: { users: [admin] } })
      await rest(host, 'POST', '/users', { body: { username: 'seen-by-admin', password: 'correct-horse' } })
    })
    afterAll(() => host.close())
    beforeEach(async () => {
      page = await browser().newPage()
    })
    afterEach(() => page.close())

    async function logIn(pass: string): Promise<void> {
      await page.goto(`${host.url}/dashboard`)
      await page.fill('input[name=username]', admin.user)
      await page.fill('input[name=password]', pass)
      await Promise.all([page.waitForEvent('load'), page.press('input[name=password]', 'Enter')])
    }

    /** Everything wrong that a person would find in the browser's console. */
    function problems(): string[] {
      const found: string[] = []
      page.on('pageerror', ({ message }) => found.push(message))
      page.on('response', (answer) => {
        if (answer.status() >= 400) found.push(`${answer.status()} ${answer.url()}`)
      })
      return found
    }

    test('shows the users to who knows the password, without an error', async () => {
      const found = problems()
      await logIn(admin.pass)
      await page.goto(`${host.url}/dashboard/apps/Spec%20App/browser/_User`)
      await page.getByText('seen-by-admin').first().waitFor()
      expect(found).toEqual([])
    })

    test('refuses a wrong password', async () => {
      await logIn('wrong')
      await page.getByText('Invalid username or password', { exact: true }).waitFor()
      const config = await page.request.get(`${host.url}/dashboard/parse-dashboard-config.json`)
      expect(config.status()).toBe(401)
    })

    test('leaves every path beside its own to the host', async () => {
      const answers = ['/dashboards', '/login', '/apps'].map((path) => fetch(host.url + path))
      for (const answer of await Promise.all(answers)) expect(answer.status).toBe(404)
    })
  })
})
