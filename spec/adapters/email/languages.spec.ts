/** In which language Parse Server's mails are, and what they say of their link. */
import type { AccountsOptions } from '../../../index'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { type Mailbox, startMailbox } from '../../support/mailbox'
import { rest } from '../../support/rest'

const confirm = {
  en: 'Confirm your e-mail address for Spec App',
  de: 'Bestätigen Sie Ihre E-Mail-Adresse für Spec App',
  fr: 'Confirmez votre adresse e-mail pour Spec App',
  ja: expect.stringContaining('Spec App') as string,
}

describeWithDatabase('the language of Parse Server’s mails', (database) => {
  let mailbox: Mailbox
  let host: Host | undefined
  beforeAll(async () => {
    mailbox = await startMailbox()
  })
  afterEach(() => host?.close())
  afterAll(() => mailbox.close())

  const start = async (
    email: Partial<AccountsOptions['email']> = {},
    parseServer: Partial<AccountsOptions['parseServer']> = {},
  ) => {
    host = await startHost({
      database: database(),
      parseServer: { verifyUserEmails: true, ...parseServer },
      email: { transport: mailbox.url, from: 'Spec <no-reply@example.com>', ...email },
    })
  }
  let count = 0
  async function mailFor(languages?: string, fields: object = {}) {
    const name = `user${count++}-${Date.now()}`
    const to = `${name}@example.com`
    const headers = languages === undefined ? {} : { 'Accept-Language': languages }
    await rest(host!, 'POST', '/users', {
      body: { username: name, password: 'correct-horse', email: to, ...fields },
      headers,
    })
    return mailbox.next({ to })
  }

  test('is that of the user’s field, else of the request, else the default', async () => {
    await start({ locale: 'ja' })
    expect((await mailFor('fr', { locale: 'de-AT' })).subject).toBe(confirm.de)
    expect((await mailFor('xx, fr-CH;q=0.9, de;q=0.8')).subject).toBe(confirm.fr)
    expect((await mailFor('de', { locale: 'xx' })).subject).toBe(confirm.de)
    const byDefault = await mailFor('xx')
    expect(byDefault.subject).toEqual(confirm.ja)
    expect(byDefault.subject).not.toBe(confirm.en)
    expect((await mailFor('a'.repeat(8000))).subject).toEqual(confirm.ja)
  })

  test('is that of the host’s function first; what it throws or makes up is passed over', async () => {
    const asked: unknown[] = []
    await start({
      locale: ({ user, languages }) => {
        asked.push([user?.get('tongue'), languages])
        if (user?.get('tongue') === 'throw') throw new Error('no')
        return user?.get('tongue')
      },
    })
    expect((await mailFor('fr', { tongue: 'de', locale: 'fr' })).subject).toBe(confirm.de)
    expect((await mailFor('fr', { tongue: 'throw' })).subject).toBe(confirm.fr)
    expect((await mailFor('fr', { tongue: '../../etc' })).subject).toBe(confirm.fr)
    expect(asked[0]).toEqual(['de', ['fr']])
  })

  test('goes with a mail that is asked for later', async () => {
    await start()
    const { to } = await mailFor('fr')
    await rest(host!, 'POST', '/requestPasswordReset', {
      body: { email: to[0] },
      headers: { 'Accept-Language': 'de' },
    })
    expect((await mailbox.next({ to: to[0]! })).subject).toBe('Wählen Sie ein neues Passwort für Spec App')
  })

  test.each([
    [{ emailVerifyTokenValidityDuration: 7200 }, 'This link works for 2 hours.'],
    [{}, undefined],
    [{ emailVerifyTokenValidityDuration: 7200, emailVerifyTokenReuseIfValid: true }, undefined],
  ])('with %j a mail says how long its link works: %s', async (parseServer, expected) => {
    await start({}, parseServer)
    const { text } = await mailFor()
    expect(/This link works.*/.exec(text)?.[0]).toBe(expected)
  })
})
