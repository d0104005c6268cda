/** The link with which the old address stops a change, and its page. */
import type { SecurityEvent } from '../../../index'
import { by } from '../../support/notices'
import { describePendingEmail } from '../../support/pending-email'
import { rest } from '../../support/rest'

const seen: SecurityEvent[] = []
const told = (userId: string) => seen.filter((event) => event.userId === userId).map(({ type }) => type)

describePendingEmail(
  'the link that stops a change of address',
  (given) => {
    const path = () => `${given().host.url}/auth/stop-email-change`
    const tokenIn = (link: string) => String(new URL(link).searchParams.get('token'))
    /** A user with an address that waits, and the links to confirm it and to stop it. */
    const waiting = async (name: string, fields?: object) => {
      const { newUser, update, linkTo, stopLinkTo } = given()
      const user = await newUser(name, fields)
      const newEmail = `${name}-new@example.com`
      await update(user, { email: newEmail })
      return { user, newEmail, link: await linkTo(newEmail), stopLink: await stopLinkTo(user.email) }
    }
    const press = (token: string, init: RequestInit = {}) =>
      fetch(path(), { method: 'POST', body: new URLSearchParams({ token, locale: 'en' }), ...init })
    const headingOf = async (response: Response) =>
      /<h1[^>]*>(.*?)<\/h1>/.exec(await response.text())?.[1] ?? ''
    const stopped = 'The change was stopped'
    const over = 'This link no longer works'

    test('stops it: the address stays, and the link that confirms the new one is dead', async () => {
      const { me, open } = given()
      const { user, link, stopLink } = await waiting('ann')
      const answer = await press(tokenIn(stopLink))
      const page = await answer.text()
      expect(answer.status).toBe(200)
      expect(page).toContain(`<h1 id="heading">${stopped}</h1>`)
      expect(page).toContain('stays as it is')
      expect(page).toContain('Choose a new password')
      expect(page).not.toContain(tokenIn(stopLink))
      expect(await open(link)).toBe('invalid')
      expect(await me(user)).toMatchObject({ email: user.email, emailVerified: true })
      expect(await me(user)).not.toHaveProperty('pendingEmail')
    })

    test('changes nothing when it is opened, by GET or HEAD, however often', async () => {
      const { me, open } = given()
      const { user, newEmail, link, stopLink } = await waiting('bea')
      const answers = await Promise.all(['GET', 'HEAD', 'GET'].map((method) => fetch(stopLink, { method })))
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
      expect(await me(user)).toMatchObject({ email: user.email, pendingEmail: newEmail })
      expect(await open(link)).toBe('success')
    })

    test('acts once, also when the form is sent 20 times at once', async () => {
      const { me } = given()
      const { user, stopLink } = await waiting('race')
      const answers = await Promise.all(Array.from({ length: 20 }, () => press(tokenIn(stopLink))))
      const pages = await Promise.all(answers.map(headingOf))
      expect(pages.filter((heading) => heading === stopped)).toHaveLength(1)
      expect(pages.filter((heading) => heading === over)).toHaveLength(19)
      expect(await me(user)).toMatchObject({ email: user.email, emailVerified: true })
      expect(told(user.objectId).filter((type) => type === 'emailChangeStopped')).toHaveLength(1)
    })

    test('either stops or comes too late, when the other link is opened at the same time', async () => {
      const { me, open } = given()
      const { user, newEmail, link, stopLink } = await waiting('both')
      const [page, heading] = await Promise.all([open(link), press(tokenIn(stopLink)).then(headingOf)])
      const { email } = await me(user)
      expect([
        ['success', over, newEmail],
        ['invalid', stopped, user.email],
      ]).toContainEqual([page, heading, email])
    })

    test('works once only, and both links stay dead when the same address is asked for again', async () => {
      const { me, update, open, linkTo, stopLinkTo } = given()
      const { user, newEmail, link, stopLink } = await waiting('again')
      expect(await headingOf(await press(tokenIn(stopLink)))).toBe(stopped)
      await update(user, { email: newEmail })
      const [link2, stopLink2] = [await linkTo(newEmail), await stopLinkTo(user.email)]
      expect(await headingOf(await fetch(stopLink))).toBe(over)
      expect(await headingOf(await press(tokenIn(stopLink)))).toBe(over)
      expect(await open(link)).toBe('invalid')
      expect(await me(user)).toMatchObject({ pendingEmail: newEmail })
      expect(await headingOf(await press(tokenIn(stopLink2)))).toBe(stopped)
      expect(await open(link2)).toBe('invalid')
    })

    test.each([
      ['is confirmed', async ({ link }: { link: string }) => given().open(link)],
      ['is replaced', async ({ user }) => given().update(user, { email: `other-${user.email}` })],
      ['is dropped', async ({ user }) => given().update(user, { email: user.email })],
      ['ends with a new password', async ({ user }) => given().operate(user, { password: 'other horse' })],
      [
        'ends with the account',
        async ({ user: { objectId } }) =>
          rest(given().host, 'DELETE', `/users/${objectId}`, { master: true }),
      ],
    ] as [string, (change: Awaited<ReturnType<typeof waiting>>) => Promise<unknown>][])(
      'ends with the change that %s',
      async (what, end) => {
        const change = await waiting(what.replaceAll(' ', '-'))
        await end(change)
        const answers = [await fetch(change.stopLink), await press(tokenIn(change.stopLink))]
        expect(answers.map(({ status }) => status)).toEqual([404, 404])
        expect(await Promise.all(answers.map(headingOf))).toEqual([over, over])
        expect(told(change.user.objectId)).not.toContain('emailChangeStopped')
      },
    )

    test('stops a change of which another mail was asked for, and all links to its address', async () => {
      const { host, mailbox, update, linkTo, open } = given()
      const { user, newEmail, link, stopLink } = await waiting('more')
      await rest(host, 'POST', '/verificationEmailRequest', { body: { email: newEmail } })
      const second = await linkTo(newEmail)
      await update(user, { email: newEmail })
      const third = await linkTo(newEmail)
      expect(await headingOf(await press(tokenIn(stopLink)))).toBe(stopped)
      for (const each of [link, second, third]) expect(await open(each)).toBe('invalid')
      const notices = mailbox.messages.filter(
        ({ subject, to }) => to.includes(user.email) && subject.includes('Was it'),
      )
      expect(notices).toHaveLength(1)
    })

    test('is no good where it is forged, incomplete, or sent in another way', async () => {
      const { me } = given()
      const { user, newEmail, link, stopLink } = await waiting('forged')
      const token = tokenIn(stopLink)
      const json = { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ token }) }
      const answers = [
        await press(''),
        await press('a.b.c'),
        await press(`${token}x`),
        await press(tokenIn(link)),
        await press(token, json),
        await press(token, {
          body: new URLSearchParams([
            ['token', token],
            ['token', token],
          ]),
        }),
        await fetch(stopLink, { method: 'POST' }),
      ]
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404))
      expect(new Set(await Promise.all(answers.map(headingOf)))).toEqual(new Set([over]))
      for (const incomplete of [path(), `${stopLink}&token=${token}`]) {
        const asked = await fetch(incomplete)
        expect([asked.status, await headingOf(asked)]).toEqual([404, 'Open the link once more'])
      }
      const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
      expect(await press(token, { body: 'x'.repeat(20_000), headers })).toMatchObject({ status: 413 })
      for (const method of ['PUT', 'DELETE', 'PATCH'])
        expect(await fetch(stopLink, { method })).toMatchObject({ status: 405 })
      expect(await me(user)).toMatchObject({ email: user.email, pendingEmail: newEmail })
    })

    test('is told of as a change that was asked for and stopped, with the device, and nothing of an address', async () => {
      const { user, stopLink } = await waiting('told')
      await press(tokenIn(stopLink), by('firefox'))
      const events = seen.filter(
        ({ userId, type }) => userId === user.objectId && type.startsWith('emailChange'),
      )
      expect(events).toMatchObject([
        { type: 'emailChangeRequested' },
        {
          type: 'emailChangeStopped',
          device: 'Firefox on Windows',
          ip: expect.stringContaining('127.0.0.1') as unknown,
        },
      ])
      expect(JSON.stringify(events)).not.toContain('@')
    })
  },
  { configure: (accounts) => void accounts.on('security', (event) => void seen.push(event)) },
)
