/** Invitations: a link for one address, which works once, where sign-up is closed. */
import type { SecurityEvent } from '../../../index'
import { acme, acmeAuthData } from '../../support/acme'
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import { type Host, startHost } from '../../support/host'
import { type Mailbox, startMailbox } from '../../support/mailbox'
import { openPage, sendForm } from '../../support/pages'
import { rest } from '../../support/rest'
import { connectSdk, Parse } from '../../support/sdk'
import { after } from '../../auth/mfa/second-factor'

const password = 'correct-horse'

/** A sign-up that hangs, as that of a process that was killed. */
const held = { reached: (): void => undefined, end: Promise.resolve() }

/** Makes a second user for whoever asks for one. */
function cloud({ Cloud, User }: typeof import('parse/node')): void {
  Cloud.beforeSave(User, async ({ object }) => {
    if (object.get('username') === 'is-held') {
      held.reached()
      await held.end
    }
    const username = object.get('companion') as string | undefined
    if (username) await new User({ username, password }).save(null, { useMasterKey: true })
  })
}

describeWithDatabase('an invitation', (database) => {
  let mailbox: Mailbox
  let host: Host
  let events: SecurityEvent[] = []
  let count = 0
  beforeAll(async () => {
    mailbox = await startMailbox()
    host = await startHost({
      database: database(),
      email: { transport: mailbox.url, from: 'app@example.com' },
      guards: { closedSignUp: true },
      notices: { welcome: false },
      pages: { afterSignIn: '/home' },
      parseServer: { verifyUserEmails: true, preventLoginWithUnverifiedEmail: true, auth: { acme }, cloud },
      configure: (accounts) => void accounts.on('security', (event) => void events.push(event)),
    })
  })
  afterAll(async () => {
    await host.close()
    await mailbox.close()
  })
  beforeEach(() => void (events = []))

  const newEmail = () => `Guest${(count += 1)}@example.com`
  async function invited(email = newEmail()) {
    expect(await host.accounts.invite(email)).toBe(true)
    const { links } = await mailbox.next({ to: email })
    const link = new URL(String(links[0]))
    return { email, link, invitation: String(link.searchParams.get('invitation')) }
  }
  const signUp = (fields: object) =>
    rest(host, 'POST', '/users', { body: { username: `u${(count += 1)}`, password, ...fields } })
  const stored = async (email: string) => {
    const where = { email }
    const { body } = await rest(host, 'GET', '/users', { master: true, query: { where } })
    return (body.results as Record<string, unknown>[])[0]
  }

  test('lets its address sign up, verified, and nobody without one', async () => {
    expect((await signUp({ email: newEmail() })).body.error).toBe('Sign-up is closed.')
    const { email, invitation } = await invited()
    const { status, body } = await signUp({ email: email.toLowerCase(), invitation })
    expect([status, JSON.stringify(body)]).toEqual([201, expect.not.stringContaining('invitation')])
    const user = await stored(email.toLowerCase())
    expect(user).toMatchObject({ emailVerified: true })
    expect(user).not.toHaveProperty('invitation')
    expect(events.map(({ type }) => type)).toContain('invited')
    expect(JSON.stringify(events)).not.toContain('@')
    expect((await signUp({ email: newEmail(), invitation })).body.code).toBe(125)
    const log = await rest(host, 'POST', '/login', { body: { username: user?.username, password } })
    expect(log.status).toBe(200)
  })

  test('gives its address to who names none', async () => {
    const { email, invitation } = await invited()
    expect((await signUp({ invitation })).status).toBe(201)
    expect(await stored(email)).toMatchObject({ emailVerified: true })
  })

  test('is that of its sign-up alone, within which Cloud Code makes another user', async () => {
    const { email, invitation } = await invited()
    const companion = `of-${email}`
    expect((await signUp({ email, invitation, companion })).status).toBe(201)
    expect(await stored(email)).toMatchObject({ emailVerified: true })
    const where = { username: companion }
    const { body } = await rest(host, 'GET', '/users', { master: true, query: { where } })
    expect(body.results).toEqual([expect.not.objectContaining({ emailVerified: true })])
  })

  test('is used once, by ten at once too, and by no sign-up that fails', async () => {
    const { email, invitation } = await invited()
    expect((await signUp({ email, invitation, password: 'short' })).status).toBe(400)
    const tries = Array.from({ length: 10 }, () => signUp({ email, invitation }))
    const statuses = (await Promise.all(tries)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 201)).toHaveLength(1)
    expect((await stored(email))?.emailVerified).toBe(true)
    const { body } = await rest(host, 'GET', '/users', { master: true, query: { where: { email } } })
    await host.accounts.users.delete(String((body.results as { objectId: string }[])[0]?.objectId))
    const again = await signUp({ email, invitation })
    expect(again.body).toEqual({ code: 119, error: expect.stringContaining('used already') as string })
  })

  test('can be used a minute after a sign-up that never ended, and not when it was used', async () => {
    const { email, invitation } = await invited()
    let end = (): void => undefined
    held.end = new Promise((resolve) => (end = resolve))
    const reached = new Promise<void>((resolve) => (held.reached = resolve))
    const first = signUp({ email, invitation, username: 'is-held' })
    await reached
    expect((await signUp({ email, invitation })).body.error).toContain('used already')
    const { body } = await after(61_000, async () => {
      const answer = await signUp({ email, invitation })
      end()
      expect((await first).status).toBe(400)
      return answer
    })
    expect(body).toHaveProperty('objectId')
    await host.accounts.users.delete(String(body.objectId))
    const again = await after(3600_000, () => signUp({ email, invitation }))
    expect(again.body.error).toContain('used already')
  })

  test('is no good when it is changed, too old, or none, and lets in no other address', async () => {
    const { email, invitation } = await invited()
    for (const wrong of [invitation.slice(0, -2), 'x', '', `${invitation}\u0000`])
      expect((await signUp({ email, invitation: wrong })).status).toBe(400)
    for (const wrong of [7, null, { $ne: 1 }, ['x']])
      expect((await signUp({ email, invitation: wrong })).status).toBe(400)
    await after(8 * 86_400_000, async () =>
      expect((await signUp({ email, invitation })).body.error).toContain('too old'),
    )
    expect((await signUp({ email: 'eve@example.com', invitation })).body.code).toBe(125)
    expect((await signUp({ email, invitation, emailVerified: true })).status).toBe(400)
    const authData = acmeAuthData('guest')
    expect((await signUp({ email: 'eve@example.com', invitation, authData })).body.code).toBe(125)
    expect((await signUp({ email, invitation })).status).toBe(201)
  })

  test('is for who comes with a provider too, whose log-ins use nothing up', async () => {
    const [{ email, invitation }, other] = [await invited(), await invited()]
    const authData = acmeAuthData('comes-in')
    const come = (fields: object) => rest(host, 'POST', '/users', { body: { authData, ...fields } })
    expect((await come({})).body.code).toBe(119)
    expect((await come({ email, invitation })).status).toBe(201)
    expect(await stored(email)).toMatchObject({ emailVerified: true })
    expect((await come({ invitation: other.invitation })).status).toBe(200)
    expect((await signUp({ email: other.email, invitation: other.invitation })).status).toBe(201)
  })

  test('works by GraphQL, by the SDK and in a batch', async () => {
    const [a, b, c] = [await invited(), await invited(), await invited()]
    const query = `mutation ($fields: CreateUserFieldsInput) {
      signUp(input: { fields: $fields }) { clientMutationId } }`
    const fields = { username: a.email, password, email: a.email, invitation: a.invitation }
    await graphql(host, query, { variables: { fields } })
    connectSdk(host)
    await new Parse.User({ username: b.email, password, email: b.email, invitation: b.invitation }).signUp()
    const body = { username: c.email, password, email: c.email, invitation: c.invitation }
    await rest(host, 'POST', '/batch', {
      body: { requests: [{ method: 'POST', path: '/parse/users', body }] },
    })
    for (const { email } of [a, b, c]) expect(await stored(email)).toMatchObject({ emailVerified: true })
  })

  test('leads to the page to sign up, which uses nothing up when it is opened, and signs in', async () => {
    const { email, link } = await invited()
    expect(link.pathname).toBe('/auth/sign-up')
    for (const method of ['HEAD', 'GET']) expect((await fetch(link, { method })).status).toBe(200)
    const page = await openPage(link)
    expect(page.form?.fields.email).toBe(email)
    const other = await sendForm(page, { email: 'eve@example.com', new_password: password })
    expect([other.status, other.html.includes('sign up with the e-mail address that was invited')]).toEqual([
      400,
      true,
    ])
    const body = new URLSearchParams({ ...other.form?.fields, email, new_password: password })
    const answer = await fetch(other.form!.action, { method: 'POST', body, redirect: 'manual' })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${host.url}/home`])
    expect(answer.headers.get('set-cookie')).toMatch(/^accounts-session-\w+=r:\w+/)
    // A link that can't be used tells nothing of whom it was for.
    const changed = link.href.replace(/(invitation=[\w-]+)[\w-]{4}/, '$1')
    for (const wrong of [link, changed]) expect((await openPage(wrong)).html).not.toContain(email)
  })

  test('goes along to the page to sign in and back, with where to go then and the language', async () => {
    const { link, email } = await invited()
    link.searchParams.set('next', '/shelf')
    link.searchParams.set('locale', 'fr')
    const wayOf = ({ html, url }: Awaited<ReturnType<typeof openPage>>, to: string) => {
      const href = new RegExp(`href="(\\./${to}\\?[^"]*)"`).exec(html)?.[1]
      return new URL(String(href).replaceAll('&amp;', '&'), url)
    }
    const there = wayOf(await openPage(link), 'sign-in')
    expect(Object.fromEntries(there.searchParams)).toEqual(Object.fromEntries(link.searchParams))
    const refused = await sendForm(await openPage(there), { username: 'nobody', password })
    expect(refused.status).toBe(400)
    const back = wayOf(refused, 'sign-up')
    expect(Object.fromEntries(back.searchParams)).toEqual(Object.fromEntries(link.searchParams))
    expect((await openPage(back)).form?.fields).toMatchObject({ email, next: '/shelf', locale: 'fr' })
  })

  test('is sent by operators, in a language, to addresses that nobody has', async () => {
    const email = newEmail()
    const params = { email, locale: 'de', operator: 'Bob' }
    const sent = await rest(host, 'POST', '/functions/accountsInvite', { master: true, body: params })
    expect(sent.body.result).toBe(true)
    const { subject, links } = await mailbox.next({ to: email })
    expect(subject).toBe('Einladung zu Spec App')
    expect(events).toMatchObject([{ type: 'invited', by: 'master', operator: 'Bob' }])
    const invitation = new URL(String(links[0])).searchParams.get('invitation')
    expect((await signUp({ email, invitation })).status).toBe(201)
    expect(await host.accounts.invite(email.toUpperCase())).toBe(false)
    const refused = await rest(host, 'POST', '/functions/accountsInvite', { body: { email: newEmail() } })
    expect(refused.body.code).toBe(119)
    for (const wrong of ['', 'x', undefined, 7])
      await expect(host.accounts.invite(wrong as string)).rejects.toThrow(TypeError)
  })
})
