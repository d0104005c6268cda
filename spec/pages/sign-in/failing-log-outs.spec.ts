/** Ways in and out of a browser whose session is over, or whose end a trigger of the host fails at. */
import { rest } from '../../support/rest'
import { openPage } from '../../support/pages'
import { type AccountPages, describeAccountPages } from '../account-pages'
import { signIn } from '../member'

const password = 'correct-horse'

interface Cloud {
  Cloud: { afterLogout: (run: () => void) => void }
  Error: new (code: number, message: string) => Error
}

/** Of the error that the host throws. */
let code = 141

describeAccountPages(
  'the pages, where `afterLogout` of the host throws,',
  (given) => {
    const member = async ({ host, newcomer }: AccountPages) => {
      const user = await newcomer()
      const { ask, ...visitor } = await signIn(host.url, user.username, password)
      const post = async (name: string, typed: Record<string, string>) => {
        const { form } = await openPage(given().page(name))
        const body = new URLSearchParams({ ...form?.fields, ...typed })
        return (await ask(form!.action, { method: 'POST', body })).status
      }
      return { user, post, ...visitor }
    }
    const sessionsOf = async (objectId: string) => {
      const where = JSON.stringify({ user: { __type: 'Pointer', className: '_User', objectId } })
      const { body } = await rest(given().host, 'GET', '/sessions', { master: true, query: { where } })
      return (body.results as { sessionToken: string }[]).map(({ sessionToken }) => sessionToken)
    }

    test.each([141, 1, 100])('sign in, up and out all the same (code %i)', async (ofHost) => {
      code = ofHost
      const { user, post, sessionToken } = await member(given())
      const [other, first] = [await given().newcomer(), sessionToken()]
      expect(await post('sign-in', { username: other.username, password })).toBe(303)
      expect(await sessionsOf(user.objectId)).not.toContain(first)
      expect(await sessionsOf(other.objectId)).toContain(sessionToken())
      const email = `up-${code}-${user.username}@example.com`
      expect(await post('sign-up', { email, new_password: password })).toBe(303)
      expect(await sessionsOf(other.objectId)).toHaveLength(1)
      expect(await post('sign-out', {})).toBe(303)
      expect(sessionToken()).toBe('')
    })

    test('sign out everywhere', async () => {
      const { user, send } = await member(given())
      await signIn(given().host.url, user.username, password)
      const { html } = await send('end-all')
      expect(html.includes('You are signed out')).toBe(true)
      expect(await sessionsOf(user.objectId)).toEqual([])
    })

    test('sign in and out by two requests at once', async () => {
      const { user, post, sessionToken } = await member(given())
      const twice = await Promise.all(
        [0, 1].map(() => post('sign-in', { username: user.username, password })),
      )
      expect(twice).toEqual([303, 303])
      expect(await sessionsOf(user.objectId)).toContain(sessionToken())
      expect(await Promise.all([0, 1, 2].map(() => post('sign-out', {})))).toEqual([303, 303, 303])
    })
  },
  {
    limits: false,
    parseServer: {
      cloud: (Parse: Cloud) =>
        Parse.Cloud.afterLogout(() => {
          throw new Parse.Error(code, 'The shop is away.')
        }),
    },
  },
)
