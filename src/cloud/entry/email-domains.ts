/** Which e-mail addresses may be had here, by their domain. */
import { domainToASCII } from 'node:url'
import type { GuardsOptions } from './options'

export type EmailDomains = NonNullable<GuardsOptions['emailDomains']>

/** In the one form that names of hosts have: without upper case, and as they are asked for (RFC 5891). */
const formOf = (domain: string) => domainToASCII(domain.replace(/\.$/, '')).toLowerCase()

const isWithin = (domain: string, pattern: string) =>
  pattern.startsWith('*.') ? domain.endsWith(`.${formOf(pattern.slice(2))}`) : domain === formOf(pattern)

/** @returns what is wrong with an address, in words for its owner; nothing where it is fine */
export function faultOfDomain(email: unknown, { allowed, refused = [] }: EmailDomains): string | undefined {
  if (typeof email !== 'string' || email === '')
    return allowed && `An e-mail address of ${allowed.join(' or ')} is needed here.`
  const domain = formOf(email.slice(email.lastIndexOf('@') + 1).trim())
  const isIn = (patterns: string[]) => patterns.some((pattern) => isWithin(domain, pattern))
  if (allowed && !isIn(allowed)) return `Use an e-mail address of ${allowed.join(' or ')}.`
  return isIn(refused) ? `E-mail addresses of ${domain} are not accepted here.` : undefined
}

/** For those who get addresses by another way than by a request. */
export const refusesAddress =
  ({ emailDomains }: GuardsOptions) =>
  (email: string): boolean =>
    emailDomains !== undefined && faultOfDomain(email, emailDomains) !== undefined
