/** The options of notices: mails that tell users of what happens to their account. */
import { z } from 'zod'
import { flag } from '../../option-kinds/kinds'

const notice = (isSent: boolean, what: string) => flag().default(isSent).describe(what)

export const noticesOptions = z.strictObject(
  {
    accountLocked: notice(true, 'The account was locked after failed log-ins.'),
    passwordChanged: notice(true, 'The password was changed.'),
    emailChangeRequested: notice(
      true,
      'A new e-mail address waits for its confirmation; goes to the old one, with a link that stops the change.',
    ),
    emailChanged: notice(true, 'The e-mail address was changed; goes to the old one.'),
    identityLinked: notice(true, 'Another way to log in was linked.'),
    secondFactorRemoved: notice(true, 'The second factor was turned off or replaced.'),
    accountDeleted: notice(true, 'The user has deleted the account on the account page.'),
    newDevice: notice(false, 'A log-in from a device that the user has not used before.'),
    welcome: notice(false, 'The account is ready: the address is verified, or need not be.'),
    accountUrl: z
      .url({ protocol: /^https?$/, error: 'expected the URL of a page, as https://example.com/account' })
      .optional()
      .describe('Page of yours where users look after their account: the button of notices leads there.'),
  },
  { error: 'expected an object as { newDevice: true }' },
)

/** Which notices are sent. */
export type NoticesOptions = z.output<typeof noticesOptions>
