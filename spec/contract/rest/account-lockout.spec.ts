import { bigglesworth, cooldude6, describeGuide } from './guide'
import { parseError } from './shapes'

const accountLockout = { threshold: 3, duration: 5 }
const wrong = parseError(101, 'Invalid username/password.')
const locked = parseError(
  101,
  'Your account is locked due to multiple failed login attempts. Please try again after 5 minute(s)',
)

describeGuide('User Impersonation, locked out users', { parseServer: { accountLockout } }, (guide) => {
  const logIn = async (username: string, password: string) => {
    const { status, body } = await guide.send('POST', '/login', { body: { username, password } })
    return status === 200 ? status : body
  }
  const fail = async (times: number) => {
    for (let attempt = 0; attempt < times; attempt += 1)
      expect(await logIn('cooldude6', 'wrong')).toEqual(wrong)
  }

  test('3 failed log-ins lock the account for 5 minutes, even with the right password', async () => {
    await guide.signUp()
    await fail(3)
    expect(await logIn('cooldude6', 'wrong')).toEqual(locked)
    expect(await logIn('cooldude6', cooldude6.password)).toEqual(locked)
  })

  test('2 failed log-ins do not, and a log-in starts to count anew', async () => {
    await guide.signUp()
    await fail(2)
    expect(await logIn('cooldude6', cooldude6.password)).toBe(200)
    await fail(2)
    expect(await logIn('cooldude6', cooldude6.password)).toBe(200)
  })

  test('other accounts and open sessions are not touched', async () => {
    const { sessionToken } = await guide.signUp()
    await guide.signUp(bigglesworth)
    await fail(3)
    expect(await logIn('bigglesworth', bigglesworth.password)).toBe(200)
    expect((await guide.send('GET', '/users/me', { sessionToken })).status).toBe(200)
  })

  test('the count never shows', async () => {
    const { objectId, sessionToken } = await guide.signUp()
    await fail(3)
    const own = await guide.send('GET', '/users/me', { sessionToken })
    for (const user of [own.body, await guide.read(objectId)])
      expect(JSON.stringify(user)).not.toMatch(/failed|lockout/)
  })
})
