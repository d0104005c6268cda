/** The account pages in Chromium: as people see them, with and without scripts, on a phone and by night, and by axe. */
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { describeWithBrowser } from '../support/browser'
import { describeWithOneDatabase } from '../support/database'
import { describeAccountPages, tokenIn } from './account-pages'
import { expectClean } from './looks'
import { statesOf } from './states'

/** All that a browser complains of, broken rules of the Content-Security-Policy among it, and who else was asked. */
interface Visit {
  context: BrowserContext
  page: Page
  complaints: string[]
  requests: { url: URL; referer: string }[]
}

describeAccountPages(
  'the account pages',
  (given) => {
    describeWithBrowser('in a browser', (browser) => {
      async function visit(use: (visit: Visit) => Promise<void>, options: BrowserContextOptions = {}) {
        const context = await browser().newContext({ viewport: { width: 390, height: 780 }, ...options })
        const [complaints, requests]: [string[], Visit['requests']] = [[], []]
        context.on('console', (message) => void complaints.push(message.text()))
        context.on('weberror', (error) => void complaints.push(error.error().message))
        context.on('request', (request) => {
          requests.push({ url: new URL(request.url()), referer: request.headers().referer ?? '' })
        })
        try {
          await use({ context, page: await context.newPage(), complaints, requests })
        } finally {
          await context.close()
        }
      }
      const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true }).waitFor()
      /** Answers that say that something is not there are no complaint. */
      const isComplaint = (text: string) => !/status of (4\d\d)/.test(text)

      test('every page and state is clean for axe, light and dark, on a phone and on a desktop', async () => {
        await visit(async ({ page, complaints, requests }) => {
          for await (const state of statesOf(given(), page)) await expectClean(page, state)
          expect(complaints.filter(isComplaint)).toEqual([])
          expect(new Set(requests.map(({ url }) => url.origin))).toEqual(new Set([given().host.url]))
        })
      })

      test('a token leaves the address at once, and is told to nobody', async () => {
        const user = await given().newcomer()
        for (const link of [user.link, await given().askForReset(user)])
          await visit(async ({ page, requests }) => {
            await page.goto(link)
            await page.waitForURL((url) => !url.searchParams.has('token'))
            expect(new URL(page.url()).search).toBe('?locale=en')
            expect(new Set(requests.map(({ referer }) => referer))).toEqual(new Set(['']))
            const asked = requests.filter(({ url }) => url.searchParams.has('token'))
            expect(asked.map(({ url }) => url.pathname.split('/').at(-1))).toHaveLength(2)
          })
      })

      test.each([
        ['with', true],
        ['without', false],
      ])('%s scripts, an address is verified and a password is chosen', async (_with, javaScriptEnabled) => {
        const { newcomer, askForReset, canLogIn, isVerified, linkTo } = given()
        const user = await newcomer()
        await visit(
          async ({ page, complaints }) => {
            await page.goto(user.link)
            await page.getByRole('button', { name: 'Confirm e-mail address' }).click()
            await heading(page, 'Your e-mail address is confirmed')
            expect(await isVerified(user)).toBe(true)

            await askForReset(user)
            await page.goto(given().page('forgot-password'))
            await page.getByLabel('E-mail address').fill(user.email)
            await page.getByRole('button', { name: 'Send link' }).click()
            await heading(page, 'Look into your mailbox')
            await page.goto(await linkTo(user))
            const field = page.getByLabel('New password', { exact: true })
            await field.fill('short')
            await page.getByRole('button', { name: 'Save password' }).click()
            await page.getByText('This password is too short').waitFor()
            expect(await field.evaluate((element) => element === document.activeElement)).toBe(true)
            await field.fill('battery-staple')
            await page.keyboard.press('Enter')
            await heading(page, 'Your new password is saved')
            expect(await canLogIn(user, 'battery-staple')).toBe(true)
            expect(complaints.filter(isComplaint)).toEqual([])
          },
          { javaScriptEnabled },
        )
      })

      test('a password can be pasted, shown and hidden, and is told to be long enough while it is typed', async () => {
        const link = await given().askForReset(await given().newcomer())
        await visit(async ({ page }) => {
          await page.goto(link)
          const field = page.getByLabel('New password', { exact: true })
          await field.focus()
          await page.keyboard.insertText('correct')
          const least = page.locator('#least')
          expect(await least.getAttribute('class')).toBeNull()
          await page.keyboard.type('s')
          expect(await least.getAttribute('class')).toBe('met')
          await page.keyboard.press('Tab')
          await page.keyboard.press('Space')
          expect(await field.getAttribute('type')).toBe('text')
          const toggle = page.getByRole('button', { name: 'Show password' })
          expect(await toggle.getAttribute('aria-pressed')).toBe('true')
          expect(await toggle.textContent()).toBe('Hide')
          await toggle.click()
          expect(await field.getAttribute('type')).toBe('password')
        })
      })

      test('a password is estimated while it is typed, by what is loaded only then', async () => {
        const link = await given().askForReset(await given().newcomer())
        await visit(async ({ page, complaints, requests }) => {
          await page.goto(link, { waitUntil: 'networkidle' })
          const loads = () => requests.filter(({ url }) => url.pathname.endsWith('/strength.js')).length
          expect(loads()).toBe(0)
          const loading = page.waitForResponse(/strength\.js/)
          const field = page.getByLabel('New password', { exact: true })
          await field.pressSequentially('password1')
          await page.getByRole('status').getByText('Strength: very weak', { exact: true }).waitFor()
          await field.fill('nine-quiet-harbors-drift')
          await page.getByRole('status').getByText('Strength: strong', { exact: true }).waitFor()
          await field.fill('')
          await page.getByText('Strength').waitFor({ state: 'detached' })
          expect([loads(), complaints.filter(isComplaint)]).toEqual([1, []])
          const { responseBodySize } = await (await loading).request().sizes()
          expect(responseBodySize).toBeLessThan(100_000)
          if (process.env.SPEC_FIGURES) console.log(`${responseBodySize} bytes for the estimate`)
        })
      })

      test('a page of somebody else can send no form', async () => {
        const user = await given().newcomer()
        const actions = [`verify-email?token=${tokenIn(user.link)}`, 'forgot-password', 'resend']
        await visit(async ({ page }) => {
          for (const action of actions) {
            await page.goto('data:text/html,<p>')
            await page.setContent(`<form method="post" action="${given().page(action)}">
            <input name="token" value="${tokenIn(user.link)}"><input name="email" value="${user.email}"><button>Win</button></form>`)
            await page.getByRole('button').click()
            await heading(page, 'That did not work')
          }
        })
        expect(await given().isVerified(user)).toBe(false)
      })

      test('the first page takes less than 30 kB, and nothing in it moves', async () => {
        const link = await given().askForReset(await given().newcomer())
        await visit(async ({ context, page }) => {
          const client = await context.newCDPSession(page)
          await client.send('Network.enable')
          let bytes = 0
          client.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength))
          await page.addInitScript(() => {
            const shifts: number[] = []
            Object.assign(window, { shifts })
            new PerformanceObserver((list) => {
              for (const entry of list.getEntries())
                shifts.push((entry as unknown as { value: number }).value)
            }).observe({ type: 'layout-shift', buffered: true })
          })
          await page.goto(link, { waitUntil: 'networkidle' })
          expect(bytes).toBeLessThan(30_000)
          expect(bytes).toBeGreaterThan(1000)
          expect(await page.evaluate('shifts')).toEqual([])
          if (process.env.SPEC_FIGURES) console.log(`${bytes} bytes`)
        })
      })
    })
  },
  { oidc: { keycloak: { issuer: 'https://sso.example.com', clientId: 'spec-app' } } },
  describeWithOneDatabase,
)
