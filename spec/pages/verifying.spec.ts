/** The page behind the link in a verification mail: a button verifies, and nothing else does. */
import { openAndPress, openPage, sendForm } from '../support/pages'
import { describeAccountPages, tokenIn } from './account-pages'

describeAccountPages('links that verify an address', (given) => {
  test('show a button; only that verifies', async () => {
    const user = await given().newcomer()
    const asking = await openPage(user.link)
    expect([asking.status, asking.heading, asking.url.pathname]).toEqual([
      200,
      'Confirm your e-mail address',
      '/auth/verify-email',
    ])
    expect(await given().isVerified(user)).toBe(false)
    const done = await sendForm(asking)
    expect([done.status, done.heading, done.url.pathname]).toEqual([
      200,
      'Your e-mail address is confirmed',
      '/auth/verified',
    ])
    expect(done.url.search).toBe('?locale=en')
    expect(await given().isVerified(user)).toBe(true)
  })

  test.each([
    ['HEAD', { method: 'HEAD' }],
    ['GET of a scanner', {}],
    ['prefetch', { headers: { 'Sec-Purpose': 'prefetch;prerender' } }],
  ])('are not used up by %s', async (_by, init) => {
    const user = await given().newcomer()
    const asking = given().page(`verify-email?token=${tokenIn(user.link)}`)
    for (const url of [user.link, user.link, asking]) expect((await fetch(url, init)).status).toBe(200)
    expect(await given().isVerified(user)).toBe(false)
    expect((await openAndPress(user.link)).url.pathname).toBe('/auth/verified')
  })

  test('say that the address is verified, when they are used again', async () => {
    const { link } = await given().newcomer()
    const asking = await openPage(link)
    await sendForm(asking)
    for (const again of [await openPage(link), await sendForm(asking)])
      expect([again.status, again.heading]).toEqual([200, 'Your e-mail address is confirmed already'])
  })

  test('work once, when many use them at once', async () => {
    const user = await given().newcomer()
    const asking = await openPage(user.link)
    const pages = await Promise.all(Array.from({ length: 10 }, () => sendForm(asking)))
    expect(pages.filter(({ url }) => url.pathname === '/auth/verified')).toHaveLength(1)
    expect(await given().isVerified(user)).toBe(true)
  })

  test('offer a new one when they are too old, which works', async () => {
    const user = await given().newcomer()
    const asking = await openPage(user.link)
    await given().expire(user, '_email_verify_token')
    const posted = await sendForm(asking)
    for (const old of [await openPage(user.link), posted])
      expect([old.status, old.heading]).toEqual([410, 'This link is too old'])
    expect(posted.url.pathname).toBe('/auth/link-expired')
    const sent = await sendForm(posted, { email: user.email })
    expect([sent.status, sent.url.pathname, sent.heading]).toEqual([
      200,
      '/auth/resend-sent',
      'Look into your mailbox',
    ])
    await openAndPress(await given().linkTo(user))
    expect(await given().isVerified(user)).toBe(true)
  })

  test.each(['', '?token=', '?token=a&token=b', '?token[$ne]=x', '?token=%00', '?token=../..'])(
    'are called invalid with the query "%s"',
    async (query) => {
      for (const url of [
        given().page(`verify-email${query}`),
        `${given().host.apiUrl}/apps/spec-app/verify_email${query}`,
      ]) {
        const answer = await openPage(url)
        expect(answer.status).toBe(404)
        expect(['This link no longer works', 'Open the link once more']).toContain(answer.heading)
      }
    },
  )

  test('opened again without its token, which scripts take out of the address, asks for the link in the mail', async () => {
    const answer = await openPage(given().page('verify-email?locale=de'))
    expect([answer.status, answer.heading]).toEqual([404, 'Öffnen Sie den Link noch einmal'])
  })

  test('with a made-up token lead to a page that offers a new one', async () => {
    const answer = await openAndPress(given().page('verify-email?token=made-up'))
    expect([answer.status, answer.url.pathname, answer.heading]).toEqual([
      404,
      '/auth/invalid-link',
      'This link no longer works',
    ])
    expect(answer.form?.action.pathname).toBe('/auth/resend')
  })
})
