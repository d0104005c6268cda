/** What each page is: the mark that it has, what it asks, and where its form goes. */
import type { Kind } from './layout'
import type { PageName } from './words/words'

/** The mark above the words: what a page is about is done, or has failed. Or that it has more room. */
export const marks: Partial<Record<PageName, 'done' | 'bad' | 'wide'>> = {
  account: 'wide',
  verified: 'done',
  alreadyVerified: 'done',
  resendSent: 'done',
  resetSent: 'done',
  confirmAddress: 'done',
  accountDeleted: 'done',
  signedOut: 'done',
  emailChangeStopped: 'done',
  emailChangeOver: 'bad',
  passwordSaved: 'done',
  linkExpired: 'bad',
  invalidLink: 'bad',
  openAgain: 'bad',
  resetLinkInvalid: 'bad',
  logInAsOver: 'bad',
  tooMany: 'bad',
  tooLong: 'bad',
  refused: 'bad',
  atWork: 'bad',
  later: 'bad',
}

/** What each page asks, and where its form goes. */
export const forms: Partial<Record<PageName, { kind: Kind; action: string }>> = {
  verifyEmail: { kind: 'press', action: 'verify-email' },
  linkExpired: { kind: 'email', action: 'resend' },
  invalidLink: { kind: 'email', action: 'resend' },
  resend: { kind: 'email', action: 'resend' },
  forgotPassword: { kind: 'email', action: 'forgot-password' },
  resetLinkInvalid: { kind: 'email', action: 'forgot-password' },
  resetPassword: { kind: 'password', action: 'reset-password' },
  leaving: { kind: 'leaving', action: '' },
  signingOut: { kind: 'leaving', action: '' },
  account: { kind: 'account', action: 'account' },
  signIn: { kind: 'signIn', action: 'sign-in' },
  signUp: { kind: 'signUp', action: 'sign-up' },
  secondFactor: { kind: 'code', action: 'second-factor' },
  signOut: { kind: 'press', action: 'sign-out' },
  logInAs: { kind: 'press', action: 'log-in-as' },
  stopEmailChange: { kind: 'press', action: 'stop-email-change' },
}

export const kindOf = (name: PageName): Kind => forms[name]?.kind ?? 'nothing'
