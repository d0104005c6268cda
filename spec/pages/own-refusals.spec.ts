/** What this package refuses is told in the language of the page; what the host says is told as it is. */
import { describeWithDatabase } from '../support/database'
import { type Host, type HostOptions, startHost } from '../support/host'
import { providerProblemOf } from '../../src/pages/forms/log-in-refusals'
import { openPage, sendForm } from '../support/pages'
import { rest } from '../support/rest'

const password = 'correct-horse'

describeWithDatabase('a page in German', (database) => {
  let host: Host
  const start = async (options: HostOptions) => {
    host = await startHost({ database: database(), ...options })
  }
  afterEach(() => host.close())

  const said = (html: string) => /role="alert">([^<]*)</.exec(html)?.[1]
  const sent = async (name: string, fields: Record<string, string>) =>
    said((await sendForm(await openPage(`${host.url}/auth/${name}?locale=de`), fields)).html)
  const signUp = (email: string) => sent('sign-up', { email, new_password: password })

  test('says that sign-up is closed', async () => {
    await start({ guards: { closedSignUp: true } })
    expect(await signUp('ann@example.com')).toBe('Die Registrierung ist geschlossen.')
  })

  test('says which addresses are taken', async () => {
    await start({ guards: { emailDomains: { allowed: ['example.com', 'example.org'] } } })
    expect(await signUp('ann@example.net')).toBe(
      'Verwenden Sie eine E-Mail-Adresse von example.com, example.org.',
    )
    await host.close()
    await start({ guards: { emailDomains: { refused: ['example.net'] } } })
    expect(await signUp('ann@example.net')).toBe(
      'E-Mail-Adressen von example.net werden hier nicht angenommen.',
    )
  })

  test('says which addresses are taken to who signs in, too', async () => {
    await start({ guards: { emailDomains: { refused: ['example.net'] } } })
    const user = { username: 'ann@example.net', email: 'ann@example.net', password }
    await rest(host, 'POST', '/users', { master: true, body: user })
    expect(await sent('sign-in', user)).toBe('E-Mail-Adressen von example.net werden hier nicht angenommen.')
  })

  test('says that an account is blocked, why, and until when', async () => {
    await start({})
    const user = { username: 'ann@example.com', password }
    const { objectId } = (await rest(host, 'POST', '/users', { body: user })).body
    const signIn = () => sent('sign-in', user)
    const { users } = host.accounts
    await users.block(String(objectId))
    expect(await signIn()).toBe('Dieses Konto ist gesperrt.')
    await users.block(String(objectId), { reason: 'Rechnung offen', until: new Date('2050-02-03T04:05:06Z') })
    expect(await signIn()).toBe('Dieses Konto ist bis 3. Februar 2050 um 04:05 UTC gesperrt: Rechnung offen')
  })

  test('says what the host says as it is', async () => {
    await start({
      parseServer: {
        cloud: ({ Cloud, Error, User }: typeof globalThis.Parse) =>
          Cloud.beforeSave(User, () => {
            throw new Error(142, 'Only on Mondays.')
          }),
      },
    })
    expect(await signUp('ann@example.com')).toBe('Das hat nicht geklappt: Only on Mondays.')
  })
})

test('the page after a sign-in with a provider says that an account is locked', () => {
  const message =
    'Your account is locked due to multiple failed login attempts. Please try again after 5 minute(s)'
  expect(providerProblemOf({ code: 101, message }, 'Keycloak')).toEqual({
    name: 'signInLocked',
    provider: 'Keycloak',
  })
  expect(providerProblemOf({ code: 101, message: 'Not valid.' }, 'Keycloak')).toMatchObject({
    name: 'providerFailed',
  })
})
