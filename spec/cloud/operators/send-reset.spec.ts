/** Whether operators are told of a mail to choose a password that there is not. */
import { configOf } from '../../support/rule-users'
import { describeOperating } from './operating'

const master = { master: true }

describe.each([true, false])(
  'with resetPasswordSuccessOnInvalidEmail: %s',
  (resetPasswordSuccessOnInvalidEmail) => {
    describeOperating(
      'a mail to choose a password',
      (given) => {
        const sendReset = async (userId: string) =>
          (await given().call('accountsSendReset', { userId }, master)).body.result as unknown
        const mails = async () =>
          (await given().host.accounts.outbox.list())
            .filter(({ kind }) => kind === 'passwordReset')
            .map(({ to }) => to)

        test('is on its way, as long as the address has not had too many', async () => {
          const { objectId } = await given().signUp()
          expect([await sendReset(objectId), await sendReset(objectId)]).toEqual([true, false])
          expect(await mails()).toHaveLength(1)
        })

        test('is none for whoever logs in without a password', async () => {
          const before = await mails()
          const identity = { authData: { auth0: { id: 'auth0|kim' } } }
          const user = { objectId: 'kim0000001', username: 'kim', email: 'kim@example.com', ...identity }
          await configOf(given().host).database.create('_User', user, {})
          expect(await sendReset(user.objectId)).toBe(false)
          expect(await mails()).toEqual(before)
        })
      },
      {
        auth0: { domain: 'tenant.example.com', clientId: 'spec-client' },
        // The mail of the sign-up is the first one.
        limits: { mail: { perRecipient: { max: 2, seconds: 3600 } } },
        parseServer: { passwordPolicy: { resetPasswordSuccessOnInvalidEmail } },
      } as never,
    )
  },
)
