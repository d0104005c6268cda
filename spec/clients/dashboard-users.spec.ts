/** Who gets into Parse Dashboard, and with which key. */
import type { BrowserContext } from 'playwright-core'
import { describeWithBrowser } from '../support/browser'
import { describeWithOneDatabase } from '../support/database'
import { type Host, startHost } from '../support/host'

/** The hash of "hashed-secret". */
const pass = '$2b$08$VerfeMi9SG.ErXDauTLOA.VYxgM5Elke7dBRcYXMTy4YIGUl4mrwu'
const users = [
  { user: 'admin', pass },
  { user: 'reader', pass, readOnly: true },
]

describeWithBrowser('Parse Dashboard, users', (browser) => {
  describeWithOneDatabase('with hashed passwords', (database) => {
    let host: Host
    let context: BrowserContext
    beforeAll(async () => {
      host = await startHost({
        database: database(),
        dashboard: { users, path: '/admin/board' },
        parseServer: { masterKey: () => 'key-of-a-function', readOnlyMasterKey: 'read-only-key' },
      })
    })
    afterAll(() => host.close())
    beforeEach(async () => {
      context = await browser().newContext()
    })
    afterEach(() => context.close())

    /** Logs in, and asks for what the Dashboard in the browser works with. */
    async function configFor(user: string, password: string) {
      const page = await context.newPage()
      await page.goto(`${host.url}/admin/board`)
      await page.fill('input[name=username]', user)
      await page.fill('input[name=password]', password)
      await Promise.all([page.waitForEvent('load'), page.press('input[name=password]', 'Enter')])
      return context.request.get(`${host.url}/admin/board/parse-dashboard-config.json`)
    }

    test('takes the password, and the master key from the function that returns it', async () => {
      const config = await configFor('admin', 'hashed-secret')
      expect(await config.json()).toMatchObject({
        apps: [{ appId: host.appId, masterKey: 'key-of-a-function', serverURL: host.apiUrl }],
      })
    })

    test('does not take the hash as a password', async () => {
      const config = await configFor('admin', pass)
      expect(config.status()).toBe(401)
    })

    test('gives a read-only user the read-only master key alone', async () => {
      const config = await configFor('reader', 'hashed-secret')
      expect(await config.json()).toMatchObject({ apps: [{ masterKey: 'read-only-key' }] })
      expect(await config.text()).not.toContain('key-of-a-function')
    })
  })
})
