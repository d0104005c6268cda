import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { renderHome } from '../../dev/home/page'
import { readSettings } from '../../dev/settings'
import { homeView } from '../../dev/site/site'

describe('the settings of the demo', () => {
  let folder: string
  const read = (env: Record<string, string> = {}) => readSettings({ DEMO_DATA_DIR: folder, ...env })

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'settings-'))
  })

  afterEach(() => rm(folder, { recursive: true, force: true }))

  test('need nothing', async () => {
    expect(await read()).toMatchObject({
      host: '127.0.0.1',
      port: 1337,
      siteUrl: 'http://localhost:1337',
      mailboxUrl: 'http://localhost:1339',
      publicServerUrl: 'http://localhost:1337/parse',
      loopbackOnly: true,
      issuerPort: 1338,
      auth0: {
        issuerUrl: 'http://localhost:1338/',
        clientId: 'parse-accounts-demo',
        audience: 'https://demo.example.com/api',
        isLocal: true,
      },
      keys: { applicationId: 'demo', dashboardUser: 'admin' },
    })
  })

  test('take keys and addresses from the environment, in which an empty variable counts as none', async () => {
    const env = {
      APPLICATION_ID: 'my-app',
      MASTER_KEY: 'secret',
      PUBLIC_SERVER_URL: 'https://a.example/api/',
    }
    const settings = await read({ ...env, SMTP_URL: '' })
    expect(settings.keys).toMatchObject({ applicationId: 'my-app', masterKey: 'secret' })
    expect(settings).toMatchObject({ siteUrl: 'https://a.example', publicServerUrl: 'https://a.example/api' })
    expect(settings.smtpUrl).toBeUndefined()
    expect(await readFile(path.join(folder, 'keys.json'), 'utf8')).not.toContain('secret')
  })

  test.each(['0', '-1', '65534', '1337.5', 'http'])('refuse PORT=%s in words', async (PORT) => {
    await expect(read({ PORT })).rejects.toThrow(`PORT is "${PORT}", expected a whole number`)
  })

  test('refuse a PUBLIC_SERVER_URL that is none', async () => {
    await expect(read({ PUBLIC_SERVER_URL: 'localhost' })).rejects.toThrow('expected a URL such as')
  })

  const tenant = {
    AUTH0_DOMAIN: 'tenant.eu.auth0.com',
    AUTH0_CLIENT_ID: 'abc',
    AUTH0_AUDIENCE: 'https://api.example.com',
  }

  test('take a real Auth0 tenant, wherever the demo is seen from', async () => {
    const auth0 = {
      issuerUrl: 'https://tenant.eu.auth0.com/',
      clientId: 'abc',
      audience: 'https://api.example.com',
      isLocal: false,
    }
    expect((await read(tenant)).auth0).toEqual(auth0)
    expect((await read({ ...tenant, HOST: '0.0.0.0' })).auth0).toEqual(auth0)
  })

  test.each(['AUTH0_DOMAIN', 'AUTH0_CLIENT_ID', 'AUTH0_AUDIENCE'])(
    'say that %s is missing when the rest of a tenant is there',
    async (name) => {
      await expect(read({ ...tenant, [name]: '' })).rejects.toThrow(`needs ${name}, too`)
    },
  )

  test('refuse an AUTH0_DOMAIN that is none', async () => {
    await expect(read({ ...tenant, AUTH0_DOMAIN: 'my tenant' })).rejects.toThrow(
      'AUTH0_DOMAIN is "my tenant"',
    )
  })

  test.each([{ HOST: '0.0.0.0' }, { PUBLIC_SERVER_URL: 'https://demo.example.com/parse' }])(
    'start no stand-in for Auth0, which asks for no password, where others could use it: %j',
    async (env) => {
      const settings = await read(env)
      expect(settings.auth0).toBeUndefined()
      const nobody = { done: new Set<never>(), mail: undefined }
      expect(renderHome(homeView(settings), nobody)).not.toContain('Auth0')
    },
  )

  test('say how to go on when the file with the keys is damaged', async () => {
    await writeFile(path.join(folder, 'keys.json'), '{')
    await expect(read()).rejects.toThrow(/keys\.json can't be read: delete it/)
  })

  test('show secrets on the page only where nobody else can look', async () => {
    expect(homeView(await read()).secrets).toBeDefined()
    expect(homeView(await read({ HOST: '0.0.0.0' })).secrets).toBeUndefined()
  })
})
