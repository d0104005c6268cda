/** An e-mail address that was changed is told of, to the old one. */
import { graphql } from '../../support/graphql'
import { by, describeNotices, password, type TestUser } from '../../support/notices'
import { openAndPress } from '../../support/pages'

const subject = 'The e-mail address of your Spec App account was changed'

const changedTo = (shown: string) => new RegExp(`account is now ${shown}\\.`)

const cloud = ((parse: typeof import('parse/node')) => {
  // With a trigger, parse-server checks an update before it makes it.
  parse.Cloud.beforeSave(parse.User, () => undefined)
}) as unknown as () => void

describeNotices('the notice of a changed address', { parseServer: { cloud } }, (given) => {
  const changed = async (user: TestUser) => {
    const mail = await given().mailTo(user)
    expect(mail.subject).toBe(subject)
    return mail
  }

  test('goes to the old one, and tells the new one to those who know it', async () => {
    const { newUser, update } = given()
    const user = await newUser()
    await update(user, { email: 'näte@new.example.com' }, by('safari'))
    const { to, text, links } = await changed(user)
    expect(to).toEqual([user.email])
    expect(text.replace(/\s+/g, ' ')).toMatch(changedTo('n•••@new\\.example\\.com'))
    expect(text).not.toContain('näte')
    expect(text).toContain('Safari on iOS')
    expect(text).toContain('127.0.0.1')
    expect(links).toEqual([])
  })

  test('comes when it was changed by GraphQL', async () => {
    const { host, newUser } = given()
    const user = await newUser()
    const id = Buffer.from(`_User:${user.objectId}`).toString('base64')
    await graphql(
      host,
      `mutation { updateUser(input: { id: "${id}", fields: { email: "g@new.example.com" } }) { clientMutationId } }`,
      { sessionToken: user.sessionToken },
    )
    await changed(user)
  })

  test('comes when it was taken away, after which another one would be the first', async () => {
    const { newUser, update } = given()
    const user = await newUser()
    await update(user, { email: { __op: 'Delete' } })
    expect((await changed(user)).text.replace(/\s+/g, ' ')).toMatch(changedTo('–'))
    await update(user, { email: 'first@new.example.com' })
  })

  test('goes to the old one with that of a password which was changed at once', async () => {
    const { newUser, operate } = given()
    const user = await newUser()
    await operate(user, { email: 'both@new.example.com', password: 'another horse' })
    const subjects = [await given().mailTo(user), await given().mailTo(user)].map((mail) => mail.subject)
    expect(subjects.sort()).toEqual([subject, 'Your Spec App password was changed'])
  })

  test('does not come with a sign-up, the same address, a first one, or one that is refused', async () => {
    const { newUser, update } = given()
    const user = await newUser()
    expect((await update(user, { email: user.email })).status).toBe(200)
    expect((await update(user, { email: user.email.toUpperCase() })).status).toBe(200)
    expect((await update(user, { nickname: 'Ann' })).status).toBe(200)
    expect((await update(user, { email: 'nowhere' })).status).toBe(400)
    expect((await update(user, { email: (await newUser()).email })).status).toBe(400)
  })
})

describeNotices(
  'the notice of a changed address, where addresses are verified',
  { pendingEmail: true, parseServer: { verifyUserEmails: true } },
  (given) => {
    test('waits until the new one is confirmed; before that, another one tells that it was asked for', async () => {
      const { newUser, operate, update, mailTo } = given()
      const user = await newUser()
      await mailTo(user)
      await operate(user, { emailVerified: true })
      await update(user, { email: `new-${user.email}` }, by('safari'))
      const asked = await mailTo(user)
      expect(asked.subject).toBe('Was it you? New e-mail address for your Spec App account')
      expect(asked.to).toEqual([user.email])
      expect(asked.text).toContain('to n•••@example.com.')
      expect(asked.text).not.toContain(`new-${user.email}`)
      expect(asked.text).toContain('Safari on iOS')
      expect(asked.links).toEqual([
        expect.stringMatching(/\/auth\/stop-email-change\?token=[^&]+&locale=en$/),
      ])
      const [link] = (await mailTo(`new-${user.email}`)).links
      expect((await operate(user, { nickname: 'still waiting' })).status).toBe(200)
      expect((await openAndPress(link!, by('firefox'))).url.pathname).toBe('/auth/verified')
      const mail = await mailTo(user)
      expect(mail.subject).toBe(subject)
      expect(mail.text).toContain('Firefox on Windows')
    })

    test('does not go to an address that nobody has verified; nor do the others', async () => {
      const { newUser, operate, mailTo } = given()
      const user = await newUser()
      await mailTo(user)
      expect((await operate(user, { password, email: `new-${user.email}` })).status).toBe(200)
      await mailTo(`new-${user.email}`)
    })
  },
)

describeNotices(
  'the notice of a changed address, when it is off',
  { notices: { emailChanged: false, passwordChanged: false, identityLinked: false } },
  (given) => {
    test('does not come', async () => {
      const { newUser, update } = given()
      const user = await newUser()
      const fields = { email: `new-${user.email}`, password: 'another horse' }
      expect((await update(user, fields)).status).toBe(200)
    })
  },
)
