/** The list of what operators may do: each is a method of `accounts.users`, but the last. */
import type { AuditEntry } from '../../api/security'
import type { BlockOptions, LogInLink } from '../../api/users'
import type { Fields } from '../../parse/internals'
import type { FormElement, Operation } from '../../part/operation'
import { timeIn } from './parameters'

const dayMs = 24 * 60 * 60 * 1000

/** Of the Dashboard come numbers of days, and all values as texts. @throws {TypeError} for a text that is no date */
function untilOf({ until, days }: Fields): unknown {
  if (typeof days === 'string' && days !== '') return new Date(Date.now() + Number(days) * dayMs)
  return typeof until === 'string' ? timeIn(until, 'until') : until
}

function blockOptionsOf(parameters: Fields): BlockOptions {
  const { reason } = parameters
  const given = { reason: reason === '' ? undefined : reason, until: untilOf(parameters) }
  // They are checked where they are used.
  return given as BlockOptions
}

const limitOf = ({ limit }: Fields) => (limit === undefined ? {} : { limit: Number(limit) })

const blockForm: FormElement[] = [
  {
    element: 'textInput',
    name: 'reason',
    label: 'Reason',
    description: 'Told to whoever logs in with the right password',
  },
  {
    element: 'dropDown',
    name: 'days',
    label: 'For',
    items: [
      { title: 'Until it is taken back', value: '' },
      { title: 'A day', value: '1' },
      { title: 'A week', value: '7' },
      { title: '30 days', value: '30' },
    ],
  },
]

const lineOf = ({ type, at, outcome, provider, reason, ip, device, by, operator }: AuditEntry) => ({
  label: `${at.toISOString().slice(0, 19).replace('T', ' ')} ${type}`,
  text: [outcome, reason, provider, ip, device, by && `by ${operator ?? by}`].filter(Boolean).join(', '),
})

const done = (sentence: string) => () => sentence

/** @param reasons why there may be none */
const mailed = (reasons: string) => (isSent: unknown) =>
  isSent ? 'A mail is on its way.' : `No mail: ${reasons}.`

const functionNameOf = (name: string) => `accounts${name.charAt(0).toUpperCase()}${name.slice(1)}`

const complete = (draft: Omit<Operation, 'functionName'>): Operation => ({
  ...draft,
  functionName: functionNameOf(draft.name),
})

const onUsers: Omit<Operation, 'functionName' | 'about'>[] = [
  {
    name: 'unlock',
    title: 'Unlock after failed log-ins',
    run: ({ users }, id) => users.unlock(id),
    tell: done('Unlocked.'),
  },
  {
    name: 'block',
    title: 'Block',
    form: blockForm,
    parameters: {
      reason: 'told to whoever logs in with the right password',
      until: 'when it ends by itself, as 2027-01-01',
    },
    run: ({ users }, id, parameters) => users.block(id, blockOptionsOf(parameters)),
    tell: done('Blocked, and logged out everywhere.'),
  },
  {
    name: 'unblock',
    title: 'Take a block back',
    run: ({ users }, id) => users.unblock(id),
    tell: done('Not blocked any more.'),
  },
  {
    name: 'revokeSessions',
    title: 'Log out everywhere',
    confirmation: 'info',
    run: ({ users }, id) => users.revokeSessions(id),
    tell: (count) => `Sessions that have ended: ${String(count)}.`,
  },
  {
    name: 'sendVerification',
    title: 'Send the mail that verifies the address',
    run: ({ users }, id) => users.sendVerification(id),
    tell: mailed(
      'there is no address, it is verified already, it has had too many mails, or the options of the server want none (verifyUserEmails, sendUserEmailVerification, pendingEmail)',
    ),
  },
  {
    name: 'sendReset',
    title: 'Send the mail to choose a new password',
    run: ({ users }, id) => users.sendReset(id),
    tell: mailed('there is no address, the user logs in without a password, or it has had too many mails'),
  },
  {
    name: 'history',
    title: 'Show log-ins',
    parameters: { limit: 'how many, 100 by default' },
    run: ({ users }, id, parameters) => users.history(id, limitOf(parameters)),
    tell: (entries) => `Log-ins: ${(entries as AuditEntry[]).length}.`,
    show: (entries) => (entries as AuditEntry[]).slice(0, 20).map(lineOf),
  },
  {
    name: 'logInAs',
    title: 'Log in as this user',
    confirmation: 'critical',
    actsAsUser: true,
    run: ({ users }, id, { operator }) => users.logInAs(id, typeof operator === 'string' ? { operator } : {}),
    tell: (link) => (link as LogInLink).url,
    show: (link) => [{ label: 'Open within five minutes, once', text: (link as LogInLink).url }],
  },
  {
    name: 'export',
    title: 'Export what is kept',
    run: ({ users }, id) => users.export(id),
    tell: (data) => JSON.stringify(data),
    show: (data) => [{ label: 'JSON', text: JSON.stringify(data) }],
  },
  {
    name: 'delete',
    title: 'Delete with everything',
    confirmation: 'critical',
    run: ({ users }, id) => users.delete(id),
    tell: done('Deleted.'),
  },
]

const invitation: Omit<Operation, 'functionName'> = {
  name: 'invite',
  title: 'Invite',
  about: 'email',
  parameters: { locale: 'the language of the mail, as de' },
  run: ({ invite }, email, { locale }) => invite(email, typeof locale === 'string' ? { locale } : {}),
  tell: (isSent) => (isSent ? 'A mail is on its way.' : 'No mail: a user has this address.'),
}

export const operations: Operation[] = [
  ...onUsers.map((draft) => complete({ ...draft, about: 'userId' })),
  complete(invitation),
]
