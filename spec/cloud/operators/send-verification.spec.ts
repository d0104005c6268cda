/** Whether operators are told of a verification mail that there is not. */
import type { AccountsOptions } from '../../../index'
import { operations } from '../../../src/cloud/operators/operations'
import { rest } from '../../support/rest'
import { describeOperating } from './operating'

const master = { master: true }

describeOperating(
  'a mail to verify an address that the host does not want',
  (given) => {
    test('is none, and no event', async () => {
      const { call, signUp, events, host } = given()
      const { objectId: userId } = await signUp()
      expect((await call('accountsSendVerification', { userId }, master)).body).toEqual({ result: false })
      expect(await host.accounts.outbox.list()).toEqual([])
      expect(events().map(({ type }) => type)).not.toContain('verificationSent')
    })
  },
  { parseServer: { sendUserEmailVerification: false } } as Partial<AccountsOptions>,
)

describeOperating('a mail to verify an address that waits', (given) => {
  test('is none where no address waits by the options', async () => {
    const { call, signUp, host } = given()
    const { objectId: userId } = await signUp()
    const body = { emailVerified: true, pendingEmail: 'new@example.com' }
    expect((await rest(host, 'PUT', `/users/${userId}`, { master: true, body })).status).toBe(200)
    expect((await call('accountsSendVerification', { userId }, master)).body).toEqual({ result: false })
  })
})

test.each([
  [
    'sendVerification',
    'it is verified already, it has had too many mails, or the options of the server want none',
  ],
  ['sendReset', 'the user logs in without a password'],
])('%s tells why no mail is sent', (name, words) => {
  const { tell } = operations.find((operation) => operation.name === name)!
  expect(tell(false)).toContain(words)
  expect(tell(true)).toBe('A mail is on its way.')
})
