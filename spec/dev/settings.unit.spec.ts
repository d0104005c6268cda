import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
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

  test('say how to go on when the file with the keys is damaged', async () => {
    await writeFile(path.join(folder, 'keys.json'), '{')
    await expect(read()).rejects.toThrow(/keys\.json can't be read: delete it/)
  })

  test('show secrets on the page only where nobody else can look', async () => {
    expect(homeView(await read()).secrets).toBeDefined()
    expect(homeView(await read({ HOST: '0.0.0.0' })).secrets).toBeUndefined()
  })
})
