/** What the words of the pages are. All may hold placeholders. */

/** The words of one page. */
export interface PageWords {
  heading: string
  lead: string
  /** Of a form. */
  button?: string
  note?: string
}

/** Names of the pages and of their states. */
export type PageName =
  | 'verifyEmail'
  | 'verified'
  | 'alreadyVerified'
  | 'linkExpired'
  | 'invalidLink'
  | 'openAgain'
  | 'resend'
  | 'resendSent'
  | 'forgotPassword'
  | 'resetLinkInvalid'
  | 'resetSent'
  | 'resetPassword'
  | 'passwordSaved'
  | 'signIn'
  | 'signUp'
  | 'leaving'
  | 'secondFactor'
  | 'signOut'
  | 'signingOut'
  | 'signedOut'
  | 'account'
  | 'accountDeleted'
  | 'confirmAddress'
  | 'stopEmailChange'
  | 'emailChangeStopped'
  | 'emailChangeOver'
  | 'logInAs'
  | 'logInAsOver'
  | 'tooMany'
  | 'tooLong'
  | 'refused'
  | 'atWork'
  | 'later'

/** What can be wrong with what somebody has typed. */
export type FieldProblem =
  | 'emailInvalid'
  | 'emailTaken'
  | 'emailInvited'
  | 'emailDomain'
  | 'emailOnly'
  | 'signUpClosed'
  | 'signUpRefused'
  | 'accountBlocked'
  | 'signInWrong'
  | 'signInLocked'
  | 'signInUnverified'
  | 'signInCode'
  | 'signInRefused'
  | 'codeWrong'
  | 'providerFailed'
  | 'providerOver'
  | 'providerTaken'
  | 'providerUnverified'
  | 'currentWrong'
  | 'notFresh'
  | 'notByOperator'
  | 'otherOwner'
  | 'nameMissing'
  | 'nameTaken'
  | 'nameInvisible'
  | 'nameLong'
  | 'addressTaken'
  | 'notConfirmed'
  | 'notLinked'
  | 'linkTaken'
  | 'lastWay'
  | 'changeRefused'
  | 'passwordMissing'
  | 'passwordShort'
  | 'passwordLong'
  | 'passwordCommon'
  | 'passwordPersonal'
  | 'passwordBreached'
  | 'passwordRefused'

export interface Words {
  labels: {
    emailLabel: string
    /** Of a name or an address, to sign in with. */
    usernameLabel: string
    /** Of the password that one has. */
    ownPasswordLabel: string
    /** Of a second factor. */
    codeLabel: string
    /** Of the links between the pages. */
    forgotLink: string
    resendLink: string
    signInLink: string
    signUpLink: string
    /** Between a form and other ways to do the same. */
    or: string
    /** On the button of a provider, with `{{provider}}`. */
    withProvider: string
    passwordLabel: string
    /** On the button that shows a password, and the one that hides it. */
    show: string
    hide: string
    /** What these do, for who can't see where they stand. */
    showPassword: string
    /** The rule, with `{{minLength}}`. */
    least: string
    advice: string
    strengthLabel: string
    /** From the weakest to the strongest, with `|` between them. */
    strengthLevels: string
    /** Of passwords that are common, or about the user. */
    refusals: string
  }
  problems: Record<FieldProblem, string>
  pages: Record<PageName, PageWords>
}
