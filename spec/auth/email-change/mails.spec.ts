/** How many mails a change of address causes. */
import { describePendingEmail } from '../../support/pending-email'
import { rest } from '../../support/rest'

describePendingEmail(
  'a change of address, where many are asked for',
  (given) => {
    test('mails no more to the new address than to any, and tells the old one of each new change', async () => {
      const { host, mailbox, newUser, update, me } = given()
      const user = await newUser('flood')
      const email = 'flood-new@example.com'
      for (let number = 0; number < 5; number += 1)
        expect((await update(user, { email })).body).toMatchObject({ pendingEmail: email })
      const ask = { body: { email } }
      expect(await rest(host, 'POST', '/verificationEmailRequest', ask)).toMatchObject({
        status: 200,
        body: {},
      })
      expect(await me(user)).toMatchObject({ email: user.email, pendingEmail: email })
      await newUser('after-all') // its mail comes after all others
      const to = (address: string) => mailbox.messages.filter((mail) => mail.to.includes(address))
      expect(to(email)).toHaveLength(2)
      expect(to(user.email).map(({ subject }) => subject)).toEqual([
        'Confirm your e-mail address for Spec App',
        'Was it you? New e-mail address for your Spec App account',
      ])
    })
  },
  { limits: { mail: { perRecipient: { max: 2, seconds: 86_400 } } } },
)

describePendingEmail(
  'a change of address, without limits and notices',
  (given) => {
    test('mails the new address when it is asked for in another case', async () => {
      const { host, newUser, update, linkTo, open, me } = given()
      const user = await newUser('case')
      const newEmail = 'Case.New+1@example.com'
      await update(user, { email: newEmail })
      await linkTo(newEmail)
      await update(await newUser('alike'), { email: 'case-new+1@example.com' })
      await linkTo('case-new+1@example.com')
      const body = { email: 'casE.new+1@example.COM' }
      expect((await rest(host, 'POST', '/verificationEmailRequest', { body })).status).toBe(200)
      expect(await open(await linkTo(newEmail))).toBe('success')
      expect(await me(user)).toMatchObject({ email: newEmail })
    })

    test('mails the new address as often as it is asked for, and the old one nothing', async () => {
      const { mailbox, newUser, update, linkTo, open } = given()
      const user = await newUser('free')
      for (let number = 0; number < 15; number += 1) await update(user, { email: 'free-new@example.com' })
      const links = await Promise.all(Array.from({ length: 15 }, () => linkTo('free-new@example.com')))
      expect(await open(links[7]!)).toBe('success')
      expect(mailbox.messages.filter(({ to }) => to.includes(user.email))).toHaveLength(1)
    })
  },
  { limits: false, notices: { emailChangeRequested: false, emailChanged: false } },
)
