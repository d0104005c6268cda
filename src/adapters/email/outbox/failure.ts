/** Why a mail was not sent: whether another try can help, and a reason that tells nothing of its content. */
import { noEncryption, noEncryptionCode } from '../advice'
import { linkEnded, linkEndedCode } from '../link-end'

/** Of one try. */
export interface Failure {
  /** Made of codes only: the words of a server or an adapter may repeat a link. */
  reason: string
  isPermanent: boolean
}

/** What nodemailer says of an error; other adapters may say nothing. */
interface MailError {
  code?: unknown
  /** The code of the system's error that is behind `code`. */
  originalCode?: unknown
  responseCode?: unknown
  response?: unknown
  command?: unknown
  message?: unknown
}

export const undecryptable: Failure = {
  reason: 'It can’t be decrypted. Was the secret changed after it was queued?',
  isPermanent: true,
}

/** "Authentication required" and its kind (RFC 4954, section 6): the operator's fault, and not the mail's. */
const authenticationCodes = [530, 534, 535, 538]
const aboutTheMail = ['RCPT TO', 'DATA']

const isCode = (value: unknown): value is string =>
  typeof value === 'string' && /^[A-Z][A-Z0-9_]{1,39}$/.test(value)
const isCommand = (value: unknown): value is string =>
  typeof value === 'string' && /^[A-Z][A-Z0-9 -]{1,19}$/.test(value)
const isAnswer = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) >= 400 && Number(value) < 600

/** The status that says more than the three digits (RFC 3463), as 5.1.1. */
const statusOf = (response: unknown) =>
  typeof response === 'string' ? /^\d{3}[ -]([45]\.\d{1,3}\.\d{1,3})(?!\S)/.exec(response)?.[1] : undefined

function reasonFor({ code, originalCode, responseCode, response, command }: MailError): string {
  if (code === noEncryptionCode) return noEncryption
  if (code === linkEndedCode) return linkEnded
  if (isAnswer(responseCode)) {
    const answer = [responseCode, statusOf(response)].filter(Boolean).join(' ')
    return isCommand(command) ? `The server answered ${answer} to ${command}.` : `The answer was ${answer}.`
  }
  const codes = [code, originalCode].filter(isCode)
  return codes.length > 0 ? `Sending failed: ${codes.join(', ')}.` : 'Sending failed, without a code.'
}

/** Refused for what it is or to whom it goes. A sender that is refused is the operator's fault. */
function isPermanent({ code, responseCode, command, message }: MailError): boolean {
  if (isAnswer(responseCode))
    return (
      responseCode >= 500 &&
      code !== 'EAUTH' &&
      !authenticationCodes.includes(responseCode) &&
      aboutTheMail.includes(String(command))
    )
  // Refused by nodemailer itself, before any server was asked.
  if (code === 'EENVELOPE') return !String(message).startsWith('Invalid sender')
  return code === 'EMESSAGE' || code === linkEndedCode
}

/** @param thrown by an e-mail adapter, anything at all */
export function failureOf(thrown: unknown): Failure {
  const error: MailError = typeof thrown === 'object' && thrown !== null ? thrown : {}
  return { reason: reasonFor(error), isPermanent: isPermanent(error) }
}
