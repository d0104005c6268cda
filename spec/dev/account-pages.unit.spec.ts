import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { accountPages } from '../../dev/pages/account-pages'

const options = { appName: 'A & B', appId: 'demo', publicServerUrl: 'https://api.example.com/parse' }

describe('the pages behind the links in e-mails', () => {
  let server: Server
  let url: string

  beforeAll(async () => {
    const app = express().use('/auth', accountPages(options))
    await new Promise<void>((resolve) => (server = app.listen(0, '127.0.0.1', () => resolve())))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/auth`
  })

  afterAll(() => new Promise((resolve) => server.close(resolve)))

  const textOf = async (path: string) => (await fetch(url + path)).text()

  test.each([
    ['/verified', 'Your e-mail is verified'],
    ['/invalid-link', 'This link no longer works'],
    ['/reset-password?token=abc', 'Choose a new password'],
    ['/password-saved', 'Your new password is saved'],
  ])('%s says "%s", with the name of the app as text', async (path, words) => {
    const text = await textOf(path)
    expect(text).toContain(words)
    expect(text).toContain('A &amp; B')
  })

  test('sends the new password to the configured API, whatever the address says', async () => {
    const text = await textOf('/reset-password?token=abc&publicServerUrl=https://evil.example&appId=other')
    expect(text).toContain('action="https://api.example.com/parse/apps/demo/request_password_reset"')
    expect(text).not.toContain('evil.example')
  })

  test('puts token and user name into the form as text', async () => {
    const text = await textOf('/reset-password?token=%22%3E%3Cscript%3E&username=a%22b')
    expect(text).toContain('value="&quot;&gt;&lt;script&gt;"')
    expect(text).toContain('value="a&quot;b"')
  })

  test.each([
    ['The password reset link has expired', 'This link is too old'],
    ['Failed to reset password: username / email / token is invalid', 'This link was used before'],
    ['Call 555-1234 and tell us your password', 'The password could not be saved'],
  ])('says its own words for the error "%s"', async (error, words) => {
    const text = await textOf(`/reset-password?token=abc&error=${encodeURIComponent(error)}`)
    expect(text).toContain(words)
    expect(text).not.toContain(error)
  })

  test.each(['', '?token=', '?token=a&token=b', '?token[x]=a'])(
    'calls "/reset-password%s" an invalid link',
    async (query) => {
      const response = await fetch(`${url}/reset-password${query}`)
      expect(response.status).toBe(400)
      expect(await response.text()).toContain('This link no longer works')
    },
  )

  test('keeps the token out of caches', async () => {
    const { headers } = await fetch(`${url}/reset-password?token=abc`)
    expect(headers.get('cache-control')).toBe('no-store')
  })
})
