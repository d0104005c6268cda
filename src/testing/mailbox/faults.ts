/** What a mail server does wrong on purpose, so that one can see what becomes of the mails. */

/**
 * What is wrong with connections: wants to encrypt with a certificate that nobody trusts, refuses to log in, or answers
 * drop by drop.
 */
export type ConnectionFault = 'tls' | 'auth' | 'drip'

/** Answers a mail with this code (4xx: try again later; 5xx: never), takes it without an answer, or is not there. */
export type MailFault = number | 'hang' | 'down'

export type Fault = MailFault | ConnectionFault

export const isOfConnections = (fault: Fault | undefined): fault is ConnectionFault =>
  fault === 'tls' || fault === 'auth' || fault === 'drip'

/** What the answer to a mail that is not taken is made of. */
class Refusal extends Error {
  constructor(readonly responseCode: number) {
    super('Refused on purpose')
  }
}

/** "Service not available" (RFC 5321, section 4.2.3). */
const notAvailable = 421

/** The gate that every mail has to pass. */
export interface Faults {
  /** None when all is well. */
  current: () => Fault | undefined
  /** Mails that hang do so until all is well again, when they pass, or until the server is down. */
  set: (fault: Fault | undefined) => void
  /** Resolves when a mail may be taken. @throws {Refusal} with the code to answer */
  pass: () => Promise<void>
}

/** Without a fault at first. */
export function createFaults(): Faults {
  let current: Fault | undefined
  let hanging: (() => void)[] = []

  function letGo(): void {
    hanging.forEach((resolve) => resolve())
    hanging = []
  }

  return {
    current: () => current,
    set(fault) {
      current = fault
      if (fault === undefined || fault === 'down') letGo()
    },
    async pass() {
      if (current === 'hang') await new Promise<void>((resolve) => hanging.push(resolve))
      if (current === 'down') throw new Refusal(notAvailable)
      if (typeof current === 'number') throw new Refusal(current)
    },
  }
}
