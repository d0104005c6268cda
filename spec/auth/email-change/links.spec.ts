/** pendingEmail: the links that confirm a new address, and the mails that bring them. */
import { decodeJwt, SignJWT } from 'jose'
import { createChangeTokens } from '../../../src/auth/email-change/tokens'
import { internals } from '../../../src/parse/internals'
import { graphql } from '../../support/graphql'
import { masterKey } from '../../support/host'
import { describePendingEmail } from '../../support/pending-email'
import { rest } from '../../support/rest'

const dayInSeconds = 24 * 60 * 60

describePendingEmail('links to a new address', (given) => {
  const verifyEmail = (token: string) => `${given().host.apiUrl}/apps/spec-app/verify_email?token=${token}`
  const tokenIn = (link: string) => String(new URL(link).searchParams.get('token'))
  /** A user with an address that waits, and the link to it. */
  const waiting = async (name: string) => {
    const { newUser, update, linkTo } = given()
    const user = await newUser(name)
    const newEmail = `${name}-new@example.com`
    await update(user, { email: newEmail })
    return { user, newEmail, link: await linkTo(newEmail) }
  }

  test('work once', async () => {
    const { open, me } = given()
    const { user, newEmail, link } = await waiting('once')
    expect([await open(link), await open(link)]).toEqual(['success', 'invalid'])
    expect(await me(user)).toMatchObject({ email: newEmail, emailVerified: true })
  })

  test('work once also when they are opened many times at once', async () => {
    const { open, me } = given()
    const { user, newEmail, link } = await waiting('race')
    const pages = await Promise.all(Array.from({ length: 20 }, () => open(link)))
    expect(pages.filter((page) => page === 'success')).toHaveLength(1)
    expect(await me(user)).toMatchObject({ email: newEmail, emailVerified: true })
    expect(await me(user)).not.toHaveProperty('pendingEmail')
  })

  test('are no good when another address was asked for since', async () => {
    const { update, me, linkTo, open } = given()
    const { user, link } = await waiting('newest')
    await update(user, { email: 'newest-2@example.com' })
    expect(await open(link)).toBe('invalid')
    expect(await open(await linkTo('newest-2@example.com'))).toBe('success')
    expect(await me(user)).toMatchObject({ email: 'newest-2@example.com' })
  })

  test('last for a day, and not longer', async () => {
    const { open, me } = given()
    const { user, newEmail, link } = await waiting('expires')
    const { exp = 0 } = decodeJwt(tokenIn(link))
    expect(Math.abs(exp - Date.now() / 1000 - dayInSeconds)).toBeLessThan(600)
    const change = { userId: user.objectId, oldEmail: user.email, newEmail, number: 0 }
    const { signConfirmation } = createChangeTokens(masterKey)
    expect(await open(verifyEmail(await signConfirmation(change, -1)))).toBe('invalid')
    expect(await me(user)).toMatchObject({ email: user.email })
    expect(await open(verifyEmail(await signConfirmation(change, 60)))).toBe('success')
  })

  test('do not tell an address', async () => {
    const { user, newEmail, link } = await waiting('discreet')
    const stop = await given().stopLinkTo(user.email)
    for (const claims of [link, stop].map((each) => JSON.stringify(decodeJwt(tokenIn(each))))) {
      expect(claims).not.toContain(user.email)
      expect(claims).not.toContain(newEmail)
    }
  })

  test('are no good where they are forged', async () => {
    const { open, me } = given()
    const { user, newEmail, link } = await waiting('forged')
    const token = tokenIn(link)
    const [, payload = '', signature] = token.split('.')
    const none = Buffer.from('{"alg":"none"}').toString('base64url')
    const key = new TextEncoder().encode(masterKey.padEnd(32, ' '))
    const change = { userId: user.objectId, oldEmail: user.email, newEmail, number: 0 }
    const tokens = createChangeTokens(masterKey)
    const forged = [
      `${none}.${payload}.`,
      `${none}.${payload}.${signature}`,
      await new SignJWT(decodeJwt(token)).setProtectedHeader({ alg: 'HS256' }).sign(key),
      await createChangeTokens('another key').signConfirmation(change, 60),
      await tokens.signConfirmation({ ...change, number: 1 }, 60),
      await tokens.signStop(change),
      `${token}x`,
      'a.b.c',
      '..',
    ]
    for (const each of forged) expect(await open(verifyEmail(encodeURIComponent(each)))).toBe('invalid')
    expect(await open(`${verifyEmail(token)}&token=${token}`)).toBe('invalid')
    expect(await me(user)).toMatchObject({ email: user.email, pendingEmail: newEmail })
  })

  test('are no good when the change was dropped, also where the same address is asked for again', async () => {
    const { update, me, linkTo, open } = given()
    const { user, newEmail, link } = await waiting('again-later')
    await update(user, { email: user.email })
    await update(user, { email: newEmail })
    const second = await linkTo(newEmail)
    expect([await open(link), await open(second)]).toEqual(['invalid', 'success'])
    expect(await me(user)).toMatchObject({ email: newEmail })
  })

  test('are no good when somebody else has taken the address, and the old one stays', async () => {
    const { host, me, open } = given()
    const { user, newEmail, link } = await waiting('slow')
    const thief = { username: 'fast', password: 'correct-horse', email: newEmail.toUpperCase() }
    expect((await rest(host, 'POST', '/users', { body: thief })).status).toBe(201)
    expect(await open(link)).toBe('invalid')
    expect(await me(user)).toMatchObject({ email: user.email, emailVerified: true })
  })

  test('are no good when the old address was changed beside parse-server', async () => {
    const { host, me, open } = given()
    const { user, link } = await waiting('synced')
    const { database } = internals.Config().get(host.appId)!
    await database.update('_User', { objectId: user.objectId }, { email: 'synced@other.example.com' })
    expect(await open(link)).toBe('invalid')
    expect(await me(user)).toMatchObject({ email: 'synced@other.example.com' })
  })

  test('are no good for a user who is gone', async () => {
    const { host, open } = given()
    const { user, link } = await waiting('gone')
    await rest(host, 'DELETE', `/users/${user.objectId}`, { sessionToken: user.sessionToken })
    expect(await open(link)).toBe('invalid')
  })

  test('of several users who wait for one address work for the first', async () => {
    const { newUser, update, me, mailbox, open } = given()
    const [one, two] = [await newUser('same-1'), await newUser('same-2')]
    const links: string[] = []
    for (const user of [one, two]) {
      await update(user, { email: 'same@example.com' })
      links.push(String((await mailbox.next({ to: 'same@example.com' })).links[0]))
    }
    const pages = await Promise.all(links.map(open))
    expect([...pages].sort()).toEqual(['invalid', 'success'])
    const emails = await Promise.all([one, two].map(async (user) => (await me(user)).email))
    expect(emails.filter((email) => email === 'same@example.com')).toHaveLength(1)
  })

  test('end the links that reset the password by the old address', async () => {
    const { host, linkTo, open } = given()
    const { user, link } = await waiting('resets')
    await rest(host, 'POST', '/requestPasswordReset', { body: { email: user.email } })
    const reset = await linkTo(user.email)
    const pageOf = async () => (await fetch(reset)).text()
    expect(await pageOf()).toContain('new_password')
    expect(await open(link)).toBe('success')
    expect(await pageOf()).not.toContain('new_password')
  })

  test('leave links that reset the password alone as long as the address waits', async () => {
    const { host, newUser, update, linkTo } = given()
    const user = await newUser('still-resets')
    await rest(host, 'POST', '/requestPasswordReset', { body: { email: user.email } })
    const reset = await linkTo(user.email)
    await update(user, { email: 'still-resets-new@example.com' })
    expect(await (await fetch(reset)).text()).toContain('new_password')
  })

  describe('are sent again', () => {
    const askFor = (email: unknown) =>
      rest(given().host, 'POST', '/verificationEmailRequest', { body: { email } })

    test('where somebody asks for a verification mail to the new address', async () => {
      const { me, linkTo, open } = given()
      const { user, newEmail } = await waiting('again')
      expect(await askFor(newEmail)).toMatchObject({ status: 200, body: {} })
      expect(await open(await linkTo(newEmail))).toBe('success')
      expect(await me(user)).toMatchObject({ email: newEmail })
    })

    test('in GraphQL too', async () => {
      const { host, linkTo, open } = given()
      const { newEmail } = await waiting('again-graphql')
      const mutation = `mutation { sendVerificationEmail(input: { email: "${newEmail}" }) { ok } }`
      const { body } = await graphql(host, mutation)
      expect(body.data.sendVerificationEmail).toEqual({ ok: true })
      expect(await open(await linkTo(newEmail))).toBe('success')
    })

    test('and then the earlier ones work as well, until one is used', async () => {
      const { linkTo, open } = given()
      const { newEmail, link } = await waiting('both')
      await askFor(newEmail)
      const second = await linkTo(newEmail)
      expect([await open(link), await open(second)]).toEqual(['success', 'invalid'])
    })

    test('but the same is answered for the old address, for one nobody has, and for one taken since', async () => {
      const { host, mailbox } = given()
      const { user, newEmail } = await waiting('silent')
      const body = { username: 'taker', password: 'correct-horse', email: newEmail }
      await rest(host, 'POST', '/users', { body })
      await mailbox.next({ to: newEmail })
      for (const email of [user.email, 'nobody@example.com'])
        expect(await askFor(email)).toMatchObject({ status: 200, body: {} })
      // The mail to whoever has the address now is parse-server's own.
      expect(await askFor(newEmail)).toMatchObject({ status: 200, body: {} })
      expect((await mailbox.next({ to: newEmail })).links[0]).not.toContain('.ey')
    })

    test.each([
      [{ $ne: null }, 125],
      [`${'a'.repeat(1001)}@example.com`, 125],
      ['a\0@example.com', 107],
      [undefined, 204],
    ])('but not for %j', async (email, code) => {
      expect(await askFor(email)).toMatchObject({ status: 400, body: { code } })
    })
  })
})

describePendingEmail(
  'links to a new address, with settings of the host',
  (given) => {
    test('last as long as other verification links do, and lead to the page in a frame', async () => {
      const { host, newUser, update, me, linkTo, open } = given()
      const user = await newUser('framed')
      await update(user, { email: 'Framed-New@Example.com' })
      expect(await me(user)).toMatchObject({ pendingEmail: 'framed-new@example.com' })
      const { origin, pathname, searchParams } = new URL(await linkTo('framed-new@example.com'))
      const askFor = async (email: string) =>
        (await rest(host, 'POST', '/verificationEmailRequest', { body: { email } })).body as unknown
      expect(await askFor('framed-new@example.com')).toEqual({})
      expect(await askFor('nobody@example.com')).toMatchObject({ code: 205 })
      expect(origin + pathname).toBe('https://app.example.com/frame')
      const token = String(searchParams.get('token'))
      const { exp = 0 } = decodeJwt(token)
      expect(Math.abs(exp - Date.now() / 1000 - 7200)).toBeLessThan(600)
      expect(await open(`${host.apiUrl}${searchParams.get('link')}?token=${token}`)).toBe('success')
      expect(await me(user)).toMatchObject({ email: 'framed-new@example.com', emailVerified: true })
    })
  },
  {
    parseServer: {
      emailVerifyTokenValidityDuration: 7200,
      convertEmailToLowercase: true,
      emailVerifySuccessOnInvalidEmail: false,
      customPages: { parseFrameURL: 'https://app.example.com/frame' },
    },
  },
)
