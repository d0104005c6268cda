/** The password that the account page asks for before a deletion or a link: it is checked, and nothing is written. */
import type { SecurityEvent } from '../../index'
import { rest } from '../support/rest'
import { describeAccountPages } from './account-pages'
import { signIn } from './member'

const password = 'correct-horse'
const saves: string[] = []
const events: SecurityEvent[] = []

interface Parse {
  Cloud: Record<'beforeSave' | 'afterSave', (of: unknown, run: (request: Save) => void) => void>
  User: unknown
}

interface Save {
  original?: { id: string }
}

describeAccountPages(
  'a password that proves who deletes an account',
  (given) => {
    const member = async () => {
      const user = await given().newcomer()
      return { user, ...(await signIn(given().host.url, user.username, password)) }
    }
    const stored = async (id: string) =>
      (await rest(given().host, 'GET', `/users/${id}`, { master: true })).body as Record<string, unknown>
    beforeEach(() => {
      for (const list of [saves, events]) list.splice(0)
    })
    afterEach(() => void jest.restoreAllMocks())

    test('is checked without a write to the user', async () => {
      const { user, send } = await member()
      const before = await stored(user.objectId)
      saves.splice(0)
      expect((await send('delete', { password })).html).toContain('Please confirm that you mean it.')
      expect([await stored(user.objectId), saves]).toEqual([before, []])
    })

    test('confirms the session', async () => {
      const { user, send, sessionToken } = await member()
      jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 400_000)
      const rename = () => {
        const body = { username: `${user.username}-new` }
        return rest(given().host, 'PUT', `/users/${user.objectId}`, { sessionToken: sessionToken(), body })
      }
      expect((await rename()).body.code).toBe(206)
      await send('delete', { password })
      expect((await rename()).status).toBe(200)
    })

    test('counts as failed log-in where it is wrong, and locks the account', async () => {
      const { user, send } = await member()
      for (const said of ['This is not your current password.', 'This is not your current password.'])
        expect((await send('delete', { password: 'wrong', confirmed: 'yes' })).html).toContain(said)
      expect((await send('delete', { password, confirmed: 'yes' })).html).toContain('is locked')
      const failed = events.filter(({ type, userId }) => type === 'loginFailed' && userId === user.objectId)
      expect(failed.map(({ reason }) => reason)).toEqual(['credentials', 'credentials', 'locked'])
      expect(events.map(({ type }) => type)).toContain('accountLocked')
    })

    test('is enough where the class lets nobody update users', async () => {
      const { user, send } = await member()
      const everybody = { '*': true }
      const classLevelPermissions = { find: {}, get: everybody, create: everybody, update: {}, delete: {} }
      const body = { className: '_User', classLevelPermissions }
      const set = await rest(given().host, 'PUT', '/schemas/_User', { master: true, body })
      expect(set.status).toBe(200)
      expect((await send('delete', { password, confirmed: 'yes' })).status).toBe(200)
      expect((await stored(user.objectId)).code).toBe(101)
    })
  },
  {
    ...{ limits: false, reauthentication: { maxAgeSeconds: 300 } },
    configure: (accounts) => void accounts.on('security', (event) => events.push(event)),
    parseServer: {
      accountLockout: { threshold: 2, duration: 5 },
      cloud: ({ Cloud, User }: Parse) => {
        const note = ({ original }: Save) => {
          if (original) saves.push(original.id)
        }
        Cloud.beforeSave(User, note)
        Cloud.afterSave(User, note)
      },
    },
  },
)
