/** Security headers in a real browser: what is to work does, and what an upload wants to run doesn't. */
import type { Express } from 'express'
import type { Page } from 'playwright-core'
import { describeWithBrowser } from '../../support/browser'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'

const admin = { user: 'admin', pass: 'plain-secret' }
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const intruder = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg"><script>document.title = "run"</script></svg>',
)
const files = new Map([
  ['pixel.png', pixel],
  ['intruder.svg', intruder],
])
const filesAdapter = {
  createFile: () => undefined,
  deleteFile: () => undefined,
  getFileData: async (name: string) => files.get(name),
  getFileLocation: (_config: unknown, name: string) => name,
  validateFilename: () => null,
}

const dashboardPages = [
  ['browser/_User', 'ann'],
  ['api_console/graphql', 'query'],
  ['api_console/js_console', 'Run'],
] as const

describeWithBrowser('security headers in a browser', (browser) => {
  describeWithDatabase('on a host', (database) => {
    let host: Host
    let page: Page
    let refused: string[]
    let tellLink: (link: string) => void
    const resetLink = new Promise<string>((resolve) => (tellLink = resolve))
    beforeAll(async () => {
      host = await startHost({
        database: database(),
        dashboard: { users: [admin] },
        pages: false,
        parseServer: {
          filesAdapter,
          emailAdapter: {
            sendMail: () => undefined,
            sendPasswordResetEmail: ({ link }: { link: string }) => tellLink(link),
          },
        },
        after: (app: Express) => void app.get('/app', (_req, res) => void res.send('<title>app</title>')),
      })
      const body = { username: 'ann', password: 'p_n7!-e8', email: 'ann@example.com' }
      await rest(host, 'POST', '/users', { body })
    })
    afterAll(() => host.close())
    beforeEach(async () => {
      page = await browser().newPage()
      refused = []
      page.on('console', (line) => {
        if (line.text().includes('Content Security Policy')) refused.push(line.text())
      })
    })
    afterEach(() => page.close())

    /** By another name of this machine: another origin. */
    const openApp = () => page.goto(`${host.url.replace('127.0.0.1', 'localhost')}/app`)

    test('the Dashboard works, and asks for nothing that its policy refuses', async () => {
      await page.goto(`${host.url}/dashboard`)
      await page.fill('input[name=username]', admin.user)
      await page.fill('input[name=password]', admin.pass)
      await Promise.all([page.waitForEvent('load'), page.press('input[name=password]', 'Enter')])
      for (const [path, text] of dashboardPages) {
        await page.goto(`${host.url}/dashboard/apps/Spec%20App/${path}`)
        await page.getByText(text).first().waitFor()
      }
      expect(refused).toEqual([])
    })

    test('the page for a new password compares what one types, and leads on', async () => {
      await rest(host, 'POST', '/requestPasswordReset', { body: { email: 'ann@example.com' } })
      await page.goto(await resetLink)
      expect(await page.isDisabled('#change_password')).toBe(true)
      await page.fill('#password', 'n3w-p_n7!-e8')
      await page.fill('#password_confirm', 'n3w-p_n7!-e8')
      await page.click('#change_password')
      await page.getByText('Your password has been updated.').waitFor()
      expect(refused).toEqual([])
      const { status } = await rest(host, 'POST', '/login', {
        body: { username: 'ann', password: 'n3w-p_n7!-e8' },
      })
      expect(status).toBe(200)
    })

    test('an app of another origin calls the API and shows its images', async () => {
      await openApp()
      const query = { url: `${host.apiUrl}/health`, appId: host.appId }
      const status = await page.evaluate(async ({ url, appId }) => {
        const answer = await fetch(url, { headers: { 'X-Parse-Application-Id': appId } })
        return answer.status
      }, query)
      expect(status).toBe(200)
      const width = await page.evaluate(async (url) => {
        const image = new Image()
        image.src = url
        await image.decode()
        return image.naturalWidth
      }, `${host.apiUrl}/files/${host.appId}/pixel.png`)
      expect(width).toBe(1)
    })

    test('an app of another origin includes no answer of the API as a script', async () => {
      await openApp()
      const outcome = await page.evaluate(
        (url) =>
          new Promise((resolve) => {
            const script = document.createElement('script')
            script.onload = () => resolve('loaded')
            script.onerror = () => resolve('refused')
            script.src = url
            document.head.append(script)
          }),
        `${host.apiUrl}/health`,
      )
      expect(outcome).toBe('refused')
    })

    test('an uploaded SVG does not run: it is saved', async () => {
      await openApp()
      const saved = page.waitForEvent('download')
      await page.goto(`${host.apiUrl}/files/${host.appId}/intruder.svg`).catch(() => undefined)
      expect((await saved).suggestedFilename()).toBe('intruder.svg')
      expect(await page.title()).toBe('app')
    })
  })
})
