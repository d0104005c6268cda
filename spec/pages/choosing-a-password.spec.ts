/** The page behind the link in a reset mail. */
import { openPage, sendForm } from '../support/pages'
import { describeAccountPages, tokenIn } from './account-pages'

describeAccountPages(
  'links to choose a password',
  (given) => {
    test('tell the rules before, save it once, and say what happened', async () => {
      const user = await given().newcomer()
      const link = await given().askForReset(user)
      const asking = await openPage(link)
      expect([asking.status, asking.heading, asking.url.pathname]).toEqual([
        200,
        'Choose a new password',
        '/auth/reset-password',
      ])
      expect(asking.html).toContain('At least 8 characters.')
      expect(asking.html).toMatch(/name="new_password" type="password" autocomplete="new-password"/)
      expect(asking.form?.fields).toMatchObject({ username: user.email, token: tokenIn(link) })
      const saved = await sendForm(asking, { new_password: 'battery-staple' })
      expect([saved.status, saved.heading, saved.url.pathname]).toEqual([
        200,
        'Your new password is saved',
        '/auth/password-saved',
      ])
      expect(saved.html).toContain(
        'You were logged out on all devices. If your account was locked, it is open again.',
      )
      expect(await given().canLogIn(user, 'battery-staple')).toBe(true)
      for (const again of [await sendForm(asking, { new_password: 'third-horse' }), await openPage(link)])
        expect([again.status, again.heading, again.form?.action.pathname]).toEqual([
          404,
          'This link no longer works',
          '/auth/forgot-password',
        ])
      expect(await given().canLogIn(user, 'battery-staple')).toBe(true)
    })

    test('refuse a bad one beside the field, and take a better one', async () => {
      const user = await given().newcomer()
      const asking = await openPage(await given().askForReset(user))
      const refusals: Record<string, string> = {
        '': 'Please enter a new password.',
        short: 'This password is too short: use at least 8 characters.',
        [`x${'ö'.repeat(40)}`]: 'This password is too long',
        password1: 'one of the most common passwords',
        [user.username]: 'Others know this of you or of Spec App',
        'Spec App': 'Others know this of you or of Spec App',
      }
      for (const [password, words] of Object.entries(refusals)) {
        const refused = await sendForm(asking, { new_password: password })
        expect([refused.status, refused.heading]).toEqual([400, 'Choose a new password'])
        expect(refused.html).toContain(words)
        expect(refused.html).toMatch(/role="alert"/)
        if (password) expect(refused.html).not.toContain(`value="${password}"`.replace(user.username, '-'))
        expect(refused.form?.fields.token).toBe(asking.form?.fields.token)
      }
      expect((await sendForm(asking, { new_password: 'battery-staple' })).heading).toBe(
        'Your new password is saved',
      )
    })

    test('ask again in place when they are too old', async () => {
      const user = await given().newcomer()
      const link = await given().askForReset(user)
      await given().expire(user, '_perishable_token')
      const old = await openPage(link)
      expect(old.heading).toBe('This link no longer works')
      const sent = await sendForm(old, { email: user.email })
      expect([sent.heading, sent.url.pathname]).toEqual(['Look into your mailbox', '/auth/reset-sent'])
      const saved = await sendForm(await openPage(await given().linkTo(user)), {
        new_password: 'battery-staple',
      })
      expect(saved.url.pathname).toBe('/auth/password-saved')
    })

    test('work with a plain form and with axios, as the guide sends them', async () => {
      const user = await given().newcomer()
      const url = `${given().host.apiUrl}/apps/spec-app/request_password_reset`
      const post = (link: string, password: string, headers: Record<string, string> = {}) => {
        const fields = { username: user.email, new_password: password, token: tokenIn(link) }
        return openPage(url, { method: 'POST', body: new URLSearchParams(fields), headers })
      }
      const link = await given().askForReset(user)
      const refused = await post(link, 'short')
      expect([refused.url.pathname, refused.heading]).toEqual([
        '/auth/reset-password',
        'Choose a new password',
      ])
      expect(refused.html).toContain('This password is too short')
      expect((await post(link, 'battery-staple')).url.pathname).toBe('/auth/password-saved')
      expect((await post(link, 'battery-staple')).url.pathname).toBe('/auth/invalid-link')
      const xhr = { 'X-Requested-With': 'XMLHttpRequest' }
      const next = await given().askForReset(user)
      expect(await post(next, 'short', xhr)).toMatchObject({ status: 400 })
      expect(await post(next, 'third-horse-x', xhr)).toMatchObject({
        status: 200,
        html: '"Password successfully reset"',
      })
      expect(await given().canLogIn(user, 'third-horse-x')).toBe(true)
    })

    test('show nothing of an error that somebody has written into the address', async () => {
      const link = await given().askForReset(await given().newcomer())
      const error = encodeURIComponent('Call 555-1234 <script>')
      const { html } = await openPage(given().page(`reset-password?token=${tokenIn(link)}&error=${error}`))
      expect(html).toContain('This password can’t be used.')
      expect(html).not.toContain('555')
    })
  },
  { parseServer: { accountLockout: { duration: 5, threshold: 3, unlockOnPasswordReset: true } } },
)
