/** GraphQL guide, "Resetting Passwords": the form in a real browser, without and with JavaScript. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import type { Browser, Page } from 'playwright-core'
import { describeWithBrowser } from '../../support/browser'
import { describeWithDatabase, type TestDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { type Mailbox, startMailbox } from '../../support/mailbox'
import { graphql, addUser, canLogIn, deleteUsers, mailedLink } from './accounts'
import { resetPassword } from './guide'

const email = 'email@email.email'

const escaped = (value: unknown) =>
  String(value).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

/** An app with the pages that the guide's `customPages` name, on a port of its own. */
async function startApp() {
  const app = express()
  app.get('/auth/reset-password', (req, res) => {
    const { token, appId, publicServerUrl, error } = req.query
    res.send(`<!doctype html><title>My app</title><h1>Choose a password for My app</h1><p>${escaped(error ?? '')}</p>
      <form method="post" action="${escaped(publicServerUrl)}/apps/${escaped(appId)}/request_password_reset">
        <input type="hidden" name="token" value="${escaped(token)}">
        <input type="hidden" name="username" value="${email}">
        <input type="password" name="new_password"><button>Save</button>
      </form>`)
  })
  app.get('/auth/password-saved', (_req, res) => void res.send('<!doctype html><h1>Saved in My app</h1>'))
  app.get('/auth/invalid-link', (_req, res) => void res.send('<!doctype html><h1>Invalid in My app</h1>'))
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { url, close }
}

/** The pages by what a person reads on them. */
const defaults = { choose: 'Reset Your Password', saved: 'Success!', invalid: 'Invalid password reset link!' }
const custom = {
  choose: 'Choose a password for My app',
  saved: 'Saved in My app',
  invalid: 'Invalid in My app',
}

function describePages(title: string, pages: typeof defaults, hasApp: boolean): void {
  describeWithDatabase(`GraphQL guide, "Resetting Passwords": ${title}`, (database) => {
    describeWithBrowser('in a browser', (browser) => {
      let setting: Awaited<ReturnType<typeof startSetting>>
      beforeAll(async () => {
        setting = await startSetting(database(), hasApp)
      })
      beforeEach(() =>
        addUser(setting.host, { username: 'johndoe', password: 'ASuperStrongPassword', email }),
      )
      afterEach(() => deleteUsers(setting.host))
      afterAll(() => setting.close())

      test.each([
        ['without', false],
        ['with', true],
      ])('%s JavaScript, the new password is saved and logs in, once', async (_with, javaScriptEnabled) => {
        const { host, mailbox } = setting
        await graphql(host, resetPassword)
        const link = await mailedLink(mailbox, email)
        await withPage(browser(), javaScriptEnabled, async (page) => {
          await page.goto(link)
          await fill(page, pages.choose, 'ANewPassword')
          await page.getByRole('heading', { name: pages.saved }).waitFor()
          expect(await canLogIn(host, 'johndoe', 'ANewPassword')).toBe(true)
          expect(await canLogIn(host, 'johndoe', 'ASuperStrongPassword')).toBe(false)

          await page.goto(link)
          await page.getByRole('heading', { name: pages.invalid }).waitFor()
        })
      })

      test('without JavaScript, a form that comes too late says so and saves nothing', async () => {
        const { host, mailbox } = setting
        await graphql(host, resetPassword)
        const link = await mailedLink(mailbox, email)
        await withPage(browser(), false, async (page) => {
          await page.goto(link)
          await graphql(host, resetPassword)
          await mailbox.next({ to: email })
          await fill(page, pages.choose, 'ANewPassword')
          await page.getByText('token is invalid').waitFor()
          expect(await canLogIn(host, 'johndoe', 'ANewPassword')).toBe(false)
        })
      })

      test('without JavaScript, a form without a password leads to the invalid page', async () => {
        const { host, mailbox } = setting
        await graphql(host, resetPassword)
        const link = await mailedLink(mailbox, email)
        await withPage(browser(), false, async (page) => {
          await page.goto(link)
          await fill(page, pages.choose, '')
          await page.getByRole('heading', { name: pages.invalid }).waitFor()
        })
      })
    })
  })
}

async function startSetting(database: TestDatabase, hasApp: boolean) {
  const mailbox: Mailbox = await startMailbox()
  const app = await startApp()
  const customPages = {
    choosePassword: `${app.url}/auth/reset-password`,
    passwordResetSuccess: `${app.url}/auth/password-saved`,
    invalidLink: `${app.url}/auth/invalid-link`,
  }
  const host: Host = await startHost({
    database,
    email: { from: 'Spec App <no-reply@example.com>', transport: mailbox.url },
    notices: { passwordChanged: false },
    ...(hasApp ? { parseServer: { customPages } } : { pages: false }),
  })
  const close = async () => {
    await host.close()
    await app.close()
    await mailbox.close()
  }
  return { host, mailbox, close }
}

async function withPage(browser: Browser, javaScriptEnabled: boolean, use: (page: Page) => Promise<void>) {
  const context = await browser.newContext({ javaScriptEnabled })
  try {
    await use(await context.newPage())
  } finally {
    await context.close()
  }
}

/** Fills in every password field and sends the form. */
async function fill(page: Page, heading: string, password: string): Promise<void> {
  await page.getByRole('heading', { name: heading }).waitFor()
  for (const field of await page.locator('input[type=password]').all()) await field.fill(password)
  await page.locator('form button').click()
}

describePages("Parse Server's own pages", defaults, false)
describePages('customPages of an app', custom, true)
