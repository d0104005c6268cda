/** What operators do from a row of a user in Parse Dashboard, in a real browser. */
import type { Page } from 'playwright-core'
import { describeWithBrowser } from '../support/browser'
import { describeWithOneDatabase } from '../support/database'
import { type Host, startHost } from '../support/host'
import { rest } from '../support/rest'

const admin = { user: 'admin', pass: 'plain-secret' }
const password = 'correct-horse'

describeWithBrowser('Parse Dashboard', (browser) => {
  describeWithOneDatabase('for operators', (database) => {
    let host: Host
    let page: Page
    let objectId: string
    beforeAll(async () => {
      host = await startHost({ database: database(), dashboard: { users: [admin] } })
      const { body } = await rest(host, 'POST', '/users', { body: { username: 'ann', password } })
      objectId = String(body.objectId)
      page = await browser().newPage()
      await page.goto(`${host.url}/dashboard`)
      await page.fill('input[name=username]', admin.user)
      await page.fill('input[name=password]', admin.pass)
      await Promise.all([page.waitForEvent('load'), page.press('input[name=password]', 'Enter')])
      await page.goto(`${host.url}/dashboard/apps/Spec%20App/browser/_User`)
    })
    afterAll(async () => {
      await page.close()
      await host.close()
    })
    const logIn = () => rest(host, 'POST', '/login', { body: { username: 'ann', password } })
    /** From the menu of the row. */
    async function runScript(title: string): Promise<void> {
      await page.getByText(objectId).first().click({ button: 'right' })
      await page.getByText('Scripts', { exact: true }).hover()
      await page.getByText(title, { exact: true }).click()
    }
    const press = (button: string) => page.getByRole('button', { name: button }).last().click()

    test('blocks a user, with a reason that is asked for, and takes it back', async () => {
      await runScript('Block')
      // The form comes by an answer of the server; until then, the last field is one of the page.
      await page.getByText('Told to whoever logs in').waitFor()
      await page.locator('input[type=text]').last().fill('unpaid bills')
      await press('Submit')
      await page.getByText('Blocked, and logged out everywhere.').waitFor()
      expect((await logIn()).body).toEqual({ code: 119, error: 'This account is blocked: unpaid bills' })
      await runScript('Take a block back')
      await page.getByText('Not blocked any more.').waitFor()
      expect((await logIn()).status).toBe(200)
    })

    test('gives a link to log in as a user, after asking whether it is meant', async () => {
      await runScript('Log in as this user')
      await press('Continue')
      await page.getByText('Open within five minutes, once').waitFor()
      const field = page.locator('input[type=text]').last()
      const theirs = await browser().newContext()
      const tab = await theirs.newPage()
      await tab.goto(await field.inputValue())
      await tab.getByRole('heading', { name: 'Log in as ann?' }).waitFor()
      await Promise.all([tab.waitForURL(`${host.url}/`), tab.getByRole('button', { name: 'Log in' }).click()])
      const cookies = await theirs.cookies()
      expect(cookies.map(({ name }) => name)).toEqual([expect.stringMatching(/^accounts-session-/)])
      await theirs.close()
      await press('Submit')
      await page.getByText('Done.').waitFor()
    })
  })
})
