/** `npm start` and Auth0: the stand-in begins and ends with the demo, and a real tenant takes its place. */
import { type DemoProcess, freePorts, newDataDir, occupy, startDemo } from '../flows/demo-process'

describe('npm start', () => {
  let port: number
  let dataDir: string
  let remove: () => Promise<void>
  let demo: DemoProcess | undefined

  const discover = () => fetch(`http://localhost:${port + 1}/.well-known/openid-configuration`)

  beforeEach(async () => {
    port = await freePorts()
    ;({ dataDir, remove } = await newDataDir())
  })

  afterEach(async () => {
    await demo?.kill()
    await remove()
  })

  test('starts a local issuer, says where it is, and leaves nothing of it running', async () => {
    demo = startDemo(port, dataDir)
    await demo.printed('Ctrl-C stops everything')
    expect(demo.output()).toContain(`http://localhost:${port + 1}/  client parse-accounts-demo`)
    expect((await discover()).status).toBe(200)
    demo.signal('SIGINT')
    expect(await demo.exited).toBe(0)
    await expect(discover()).rejects.toThrow('fetch failed')
  })

  test('starts none for a real tenant, which the page with its SDK may then talk to', async () => {
    const other = await occupy(port + 1)
    const tenant = [
      'AUTH0_DOMAIN=tenant.example',
      'AUTH0_CLIENT_ID=abc',
      'AUTH0_AUDIENCE=https://api.example.com',
    ]
    demo = startDemo(port, dataDir, ['env', ...tenant, process.execPath, '--import', 'tsx', 'dev/start.ts'])
    await demo.printed('Ctrl-C stops everything')
    expect(demo.output()).toContain('https://tenant.example/  client abc')
    const page = await fetch(`${demo.siteUrl}/spa`)
    expect(await page.text()).toContain('data-auth0-domain="https://tenant.example"')
    expect(page.headers.get('content-security-policy')).toContain(
      "connect-src 'self' https://tenant.example;",
    )
    other.close()
  })

  test('says that the port of the local issuer is in use, before it starts anything', async () => {
    const other = await occupy(port + 1)
    demo = startDemo(port, dataDir)
    expect(await demo.exited).toBe(1)
    other.close()
    expect(demo.output()).toContain(`Port ${port + 1} (the local sign-in) is in use`)
  })
})
