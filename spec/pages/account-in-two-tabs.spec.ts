/** The account page in two tabs of a browser, where the second one signs somebody else in. */
import { rest } from '../support/rest'
import { pageOf } from '../support/pages'
import { type AccountPages, describeAccountPages } from './account-pages'
import { type Member, signIn } from './member'

const password = 'correct-horse'
const said = 'this form was of another account'
const deeds = [
  ...['name', 'email', 'resend', 'password', 'language', 'export', 'delete'],
  ...['end-session', 'end-others', 'end-all', 'link', 'unlink', 'nothing'],
]

describeAccountPages(
  'the account page of somebody who is no longer signed in',
  (given) => {
    const member = async ({ host, newcomer }: AccountPages) => {
      const user = await newcomer()
      return { user, ...(await signIn(host.url, user.username, password)) }
    }
    const ownersIn = (html: string) =>
      Array.from(html.matchAll(/name="owner" value="([^"]*)"/g), ([, owner = '']) => owner)
    const formsIn = (html: string) => html.match(/<form /g)?.length
    const ownerOf = async ({ open }: Member) => ownersIn((await open()).html)[0] ?? ''
    const stored = async (objectId: string) =>
      (await rest(given().host, 'GET', `/users/${objectId}`, { master: true })).body as object

    test('does nothing to whoever is, and shows whose account that is', async () => {
      const [ann, bob] = [await member(given()), await member(given())]
      const [owner, before] = [await ownerOf(ann), await stored(bob.user.objectId)]
      const sent = {
        password,
        confirmed: 'yes',
        username: 'mallory',
        email: 'mallory@example.com',
        language: 'de',
      }
      for (const other of [owner, '', `${await ownerOf(bob)}x`, bob.user.objectId])
        for (const deed of other === owner ? deeds : ['delete']) {
          const answer = await bob.send(deed, { ...sent, new_password: 'battery-staple', owner: other })
          expect([deed, answer.status, answer.html.includes(said)]).toEqual([deed, 400, true])
          expect(answer.html).toContain(bob.user.email)
          expect(answer.html).not.toContain('mallory')
        }
      expect(await stored(bob.user.objectId)).toEqual(before)
      expect((await bob.send('language', { locale: 'fr', owner })).html).toContain('Rien n’a été fait')
    })

    test('says for whom it is in each form, and is good for another sign-in of the same user', async () => {
      const ann = await member(given())
      const page = await pageOf(await ann.ask(given().page('account')))
      const owners = ownersIn(page.html)
      expect([owners.length, new Set(owners).size]).toEqual([formsIn(page.html), 1])
      expect(page.html).not.toContain(ann.user.objectId)
      const again = await signIn(given().host.url, ann.user.username, password)
      const deleted = await again.send('delete', { password, confirmed: 'yes', owner: owners[0]! })
      expect(deleted.html).toContain('Your account is deleted')
    })
  },
  { audit: {}, limits: false },
)
