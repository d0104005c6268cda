/** pendingEmail: what the host's Cloud Code and the package itself learn of a change of address. */
import { emailChange } from '../../../src/auth/email-change/email-change'
import { internals, type ParseConfig, type ParseUser } from '../../../src/parse/internals'
import type { Running } from '../../../src/part/part'
import type { Host } from '../../support/host'
import { describePendingEmail } from '../../support/pending-email'
import { rest } from '../../support/rest'
import { connectSdk, parseErrorOf, Parse } from '../../support/sdk'

interface Save {
  original?: ParseUser
  object: ParseUser & { set(field: string, value: unknown): void; dirty(field: string): boolean }
  master: boolean
}

const saves: Record<string, unknown>[] = []

/** Knows users by the beginning of their names. */
function cloud(cloudParse: unknown): void {
  const { Cloud, Error, User } = cloudParse as typeof Parse
  const stateOf = (when: string, { object, original, master }: Save) => ({
    when,
    email: object.get('email'),
    pendingEmail: object.get('pendingEmail'),
    original: original?.get('email'),
    master,
  })
  Cloud.beforeSave('_User', (request: unknown) => {
    const save = request as Save
    if (!save.original) return
    saves.push(stateOf('before', save))
    if (String(save.object.get('email')).endsWith('@forbidden.example.com'))
      throw new Error(142, 'Not there.')
    if (save.object.dirty('email') && !save.master) {
      save.object.set('emailVerified', false)
      save.object.set('changes', 1)
    }
  })
  Cloud.afterSave('_User', (request: unknown) => {
    if ((request as Save).original) saves.push(stateOf('after', request as Save))
  })
  Cloud.define('changeMyEmail', async ({ user, params }) => {
    const { email, asOperator } = params as { email: string; asOperator: boolean }
    const own = User.createWithoutData(user!.id!)
    const options = asOperator ? { useMasterKey: true } : { sessionToken: user!.getSessionToken() }
    await own.save({ email }, options)
    return own.get('email') as unknown
  })
}

beforeEach(() => saves.splice(0))

describePendingEmail(
  'pendingEmail and Cloud Code',
  (given) => {
    test('runs save triggers as parse-server does, when it is asked for and when it is confirmed', async () => {
      const { newUser, update, me, linkTo, open } = given()
      const ann = await newUser('ann')
      saves.splice(0)
      const newEmail = 'ann-new@example.com'
      const { body } = await update(ann, { email: newEmail })
      expect(body).toMatchObject({
        changes: 1,
        email: ann.email,
        pendingEmail: newEmail,
      })
      const old = { original: ann.email, master: false }
      expect(saves.splice(0)).toEqual([
        { ...old, when: 'before', email: newEmail, pendingEmail: undefined },
        { ...old, when: 'after', email: ann.email, pendingEmail: newEmail },
      ])
      expect(await me(ann)).toMatchObject({ email: ann.email, emailVerified: true, changes: 1 })
      expect(await open(await linkTo(newEmail))).toBe('success')
      const changed = { original: ann.email, master: true, email: newEmail, pendingEmail: undefined }
      expect(saves).toEqual([
        { ...changed, when: 'before' },
        { ...changed, when: 'after' },
      ])
      expect(await me(ann)).toMatchObject({ email: newEmail, emailVerified: true })
    })

    test('lets a beforeSave refuse an address when it is asked for', async () => {
      const { newUser, update, me } = given()
      const bea = await newUser('bea')
      const answer = await update(bea, { email: 'bea@forbidden.example.com' })
      expect(answer).toMatchObject({ status: 400, body: { code: 142, error: 'Not there.' } })
      expect(await me(bea)).not.toHaveProperty('pendingEmail')
    })

    test('lets Cloud Code change it as the user, and at once as an operator', async () => {
      const { host, newUser, me } = given()
      const cat = await newUser('cat')
      connectSdk(host)
      await Parse.User.logIn('cat', 'correct-horse')
      const change = (params: object) => Parse.Cloud.run('changeMyEmail', params)
      expect(await change({ email: 'cat-1@example.com' })).toBe(cat.email)
      expect(await me(cat)).toMatchObject({ email: cat.email, pendingEmail: 'cat-1@example.com' })
      expect(await change({ email: 'cat-2@example.com', asOperator: true })).toBe('cat-2@example.com')
      expect(await me(cat)).toMatchObject({ email: 'cat-2@example.com', emailVerified: false })
      expect((await parseErrorOf(change({ email: 'nowhere' }))).code).toBe(125)
    })
  },
  { parseServer: { cloud } },
)

describePendingEmail(
  'pendingEmail, as a part',
  (given) => {
    const configOf = ({ appId }: Host) => {
      const own = internals.Config().get(appId)!
      return { ...own, databaseController: own.database } as unknown as ParseConfig
    }

    test('does not start where users have a field of that name and another type', async () => {
      const { host } = given()
      const change = (field: object) => {
        const body = { className: '_User', fields: { pendingEmail: field } }
        return rest(host, 'PUT', '/schemas/_User', { master: true, body })
      }
      await change({ type: 'Number' })
      const running = { config: configOf(host) } as Running
      const pages = { mount: () => Promise.reject(new Error('Nothing is mounted.')), path: '/auth' }
      await expect(emailChange(pages).start?.(running)).rejects.toMatchObject({ code: 111 })
      await change({ __op: 'Delete' })
    })
  },
  { pendingEmail: false },
)
