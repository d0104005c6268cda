/** What users change of themselves on their account page: name, address, password, language. */
import type { Row } from '../../parse/internals'
import type { Answer, Sent } from '../forms/answers'
import { isAddress } from '../forms/refusals'
import { ask } from '../mailed/asking'
import { languages } from '../views/words/languages'
import { Incomplete } from './problems'
import { type AccountParts, back, type Deed } from './deed'
import { proofOf, update, type Visitor } from './visitor'

/** The language that a user has chosen. */
export const field = 'locale'

async function setLanguage(sent: Sent, visitor: Visitor, parts: AccountParts): Promise<Answer> {
  const { database } = visitor.config
  if (!languages.has(sent.language)) return back(parts, sent)
  // No client has to be allowed to add the field.
  await (await database.loadSchema()).validateObject('_User', { [field]: sent.language }, {})
  await update(visitor, { [field]: sent.language })
  return back(parts, { locale: sent.language }, 'saved')
}

/** parse-server ends all sessions, and opens another one. */
async function setPassword(sent: Sent, visitor: Visitor, parts: AccountParts): Promise<Answer> {
  if (sent.password === '') throw new Incomplete('passwordMissing')
  const proof = await proofOf(visitor, sent, parts.requireFresh)
  const { sessionToken } = await update(visitor, { ...proof, password: sent.password })
  const answer = back(parts, sent, 'saved')
  return typeof sessionToken === 'string' ? parts.keep(sessionToken, answer, visitor.config) : answer
}

export function changes(parts: AccountParts): Record<string, Deed> {
  const change =
    (fieldsOf: (sent: Sent) => Record<string, unknown>): Deed['work'] =>
    async (sent, visitor) => {
      const fields = fieldsOf(sent)
      await update(visitor, { ...(await proofOf(visitor, sent, parts.requireFresh)), ...fields })
      return back(parts, sent, 'saved')
    }
  return {
    name: {
      section: 'name',
      work: change(({ username }) => {
        if (username === '') throw new Incomplete('nameMissing')
        return { username }
      }),
    },
    email: {
      section: 'email',
      work: change(({ email }) => {
        if (!isAddress(email)) throw new Incomplete('emailInvalid')
        return { email }
      }),
    },
    resend: {
      section: 'email',
      work: async (sent, visitor) => {
        if (!canVerify(visitor)) return back(parts, sent)
        const { user, config } = visitor
        const { pendingEmail = user.email } = user
        await ask('handleVerificationEmailRequest', String(pendingEmail), config)
        return back(parts, sent, 'sent')
      },
    },
    password: { section: 'password', work: (sent, visitor) => setPassword(sent, visitor, parts) },
    language: { section: 'language', work: (sent, visitor) => setLanguage(sent, visitor, parts) },
  }
}

const isUnverified = ({ email, emailVerified }: Row) => typeof email === 'string' && emailVerified !== true

/** Whether there is a link to wait for: an address that waits gets it, whether or not the host has links of others sent. */
export const canVerify = ({ user, config }: Visitor): boolean =>
  Boolean(config.verifyUserEmails) &&
  (typeof user.pendingEmail === 'string' ||
    (isUnverified(user) && config.sendUserEmailVerification !== false))
