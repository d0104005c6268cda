import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describeWithBrowser } from './browser'

describeWithBrowser('the browser of the specs', (browser) => {
  test('renders a page, with fonts, and runs its scripts', async () => {
    const server = createServer((_req, res) => {
      res.setHeader('Content-Type', 'text/html; charset=utf-8')
      res.end('<h1>Grüße</h1><script>document.title = document.querySelector("h1").offsetWidth > 50</script>')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const page = await browser().newPage()
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    expect(await page.title()).toBe('true')
    expect((await page.screenshot()).length).toBeGreaterThan(1000)
    await page.close()
    server.closeAllConnections()
    server.close()
  })
})
