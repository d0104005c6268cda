/** The pages in English. */
import type { Words } from './words'

export const en: Words = {
  labels: {
    emailLabel: 'E-mail address',
    usernameLabel: 'E-mail address or user name',
    ownPasswordLabel: 'Password',
    codeLabel: 'Code of your second factor',
    forgotLink: 'Forgot your password?',
    resendLink: 'Send the confirmation again',
    signInLink: 'You have an account? Sign in',
    signUpLink: 'New here? Create an account',
    or: 'or',
    withProvider: 'Continue with {{provider}}',
    passwordLabel: 'New password',
    show: 'Show',
    hide: 'Hide',
    showPassword: 'Show password',
    least: 'At least {{minLength}} characters.',
    advice: 'Three or four random words do well.',
    strengthLabel: 'Strength',
    strengthLevels: 'very weak|weak|fair|good|strong',
    refusals: 'Common passwords, your name and your address are refused.',
  },
  problems: {
    emailInvalid: 'Please enter an e-mail address, such as ann@example.com.',
    emailTaken:
      'There is an account with this address already: sign in{{#hasMail}}, or choose a new password{{/hasMail}}.',
    emailInvited: 'This invitation is for another address: sign up with the e-mail address that was invited.',
    emailDomain: 'E-mail addresses of {{domain}} are not accepted here.',
    emailOnly: 'Use an e-mail address of {{domain}}.',
    signUpClosed: 'Sign-up is closed.',
    signUpRefused: 'That did not work{{#reason}}: {{reason}}{{/reason}}{{^reason}}.{{/reason}}',
    accountBlocked:
      'This account is blocked{{#until}} until {{until}}{{/until}}{{#reason}}: {{reason}}{{/reason}}{{^reason}}.{{/reason}}',
    signInWrong: 'User name and password don’t match.',
    signInLocked:
      'This account is locked after too many attempts. Try again later{{#resetUnlocks}}, or choose a new password{{/resetUnlocks}}.',
    signInUnverified: 'Please confirm your e-mail address first: open the link in our e-mail.',
    signInCode:
      'This account has a second factor: enter its code, or one of your recovery codes, and your password once more.',
    signInRefused: 'You can’t sign in{{#reason}}: {{reason}}{{/reason}}{{^reason}}.{{/reason}}',
    codeWrong: 'This code is wrong, or was used before. Enter the next one.',
    providerFailed: '{{provider}} did not sign you in. Try again, or choose another way.',
    providerOver:
      'This sign-in with {{provider}} is over: it took too long, was used before, or was begun in another browser. Please begin again.',
    providerTaken: 'Another account has your address already. Sign in to it the way you did before.',
    providerUnverified:
      '{{provider}} has not confirmed your e-mail address. Confirm it there, and sign in again.',
    currentWrong: 'This is not your current password.',
    notFresh: 'For this, sign in again first: it has been a while.',
    notByOperator: 'For this, the user has to sign in: our support has opened this session.',
    otherOwner:
      'Nothing was done: this form was of another account, or too old. Here is the account that is signed in now.',
    nameMissing: 'Please enter a user name.',
    nameTaken: 'This user name is taken: choose another one.',
    nameInvisible: 'The user name has invisible characters: type it anew.',
    nameLong: 'This is too long: use at most 256 characters.',
    addressTaken: 'Another account has this address.',
    notConfirmed: 'Please confirm that you mean it.',
    notLinked: '{{provider}} was not linked. Try again.',
    linkTaken: '{{provider}} was not linked: that sign-in belongs to another account here.',
    lastWay: '{{provider}} is the only way into this account: add another one first.',
    changeRefused: 'That did not work{{#reason}}: {{reason}}{{/reason}}{{^reason}}.{{/reason}}',
    passwordMissing: 'Please enter a new password.',
    passwordShort: 'This password is too short: use at least {{minLength}} characters.',
    passwordLong: 'This password is too long: use at most 72 plain letters, or fewer of other characters.',
    passwordCommon: 'This is one of the most common passwords: choose one that is harder to guess.',
    passwordPersonal: 'Others know this of you or of {{appName}}: choose another password.',
    passwordBreached: 'This password was in a data breach: choose one that you use nowhere else.',
    passwordRefused: 'This password can’t be used{{#reason}}: {{reason}}{{/reason}}{{^reason}}.{{/reason}}',
  },
  pages: {
    verifyEmail: {
      heading: 'Confirm your e-mail address',
      lead: 'One press, and we know that this address is yours.',
      button: 'Confirm e-mail address',
      note: 'If you did not sign up for {{appName}}, just close this page.',
    },
    verified: {
      heading: 'Your e-mail address is confirmed',
      lead: 'Thank you. You can close this page and go on in {{appName}}.',
    },
    alreadyVerified: {
      heading: 'Your e-mail address is confirmed already',
      lead: 'This link has done its work before. There is nothing left to do: you can close this page.',
    },
    linkExpired: {
      heading: 'This link is too old',
      lead: 'Links that confirm an address end after a while. Have a new one sent.',
      button: 'Send a new link',
    },
    invalidLink: {
      heading: 'This link no longer works',
      lead: 'Each link works once, and only the newest one counts. If your address is not confirmed yet, have a new one sent.',
      button: 'Send a new link',
    },
    openAgain: {
      heading: 'Open the link once more',
      lead: 'This page needs the whole link: open the one in the mail again.',
    },
    resend: {
      heading: 'Confirm your e-mail address',
      lead: 'Enter the e-mail address of your {{appName}} account, and we send a new link to it.',
      button: 'Send a new link',
    },
    resendSent: {
      heading: 'Look into your mailbox',
      lead: 'If an account with this address waits to be confirmed, a new link is on its way.',
      note: 'It can take a few minutes. Nothing there? Look among the spam, too.',
    },
    forgotPassword: {
      heading: 'Choose a new password',
      lead: 'Enter the e-mail address of your {{appName}} account, and we send a link to it.',
      button: 'Send link',
    },
    resetLinkInvalid: {
      heading: 'This link no longer works',
      lead: 'It was used before, is too old, or a newer one was sent. Have a new one sent to choose a new password.',
      button: 'Send a new link',
    },
    resetSent: {
      heading: 'Look into your mailbox',
      lead: 'If there is an account with this address, a link to choose a new password is on its way.',
      note: 'It can take a few minutes. Nothing there? Look among the spam, too.',
    },
    resetPassword: {
      heading: 'Choose a new password',
      lead: 'For your {{appName}} account.',
      button: 'Save password',
    },
    passwordSaved: {
      heading: 'Your new password is saved',
      lead: 'From now on, log in with your new password.{{#signedOut}} You were logged out on all devices.{{/signedOut}}{{#unlocked}} If your account was locked, it is open again.{{/unlocked}}',
      note: 'You can close this page.',
    },
    signIn: {
      heading: 'Sign in',
      lead: 'To your {{appName}} account.',
      button: 'Sign in',
    },
    signUp: {
      heading: 'Create your account',
      lead: 'All that {{appName}} needs is an address and a password.',
      button: 'Create account',
    },
    leaving: {
      heading: 'On to {{provider}}',
      lead: 'You sign in there, and come back to {{appName}} then.',
      button: 'Continue',
    },
    secondFactor: {
      heading: 'Enter your code',
      lead: '{{provider}} has signed you in. Your account has a second factor, too: enter the code that your app shows, or one of your recovery codes.',
      button: 'Sign in',
    },
    signOut: {
      heading: 'Sign out?',
      lead: 'You leave {{appName}} on this device.',
      button: 'Sign out',
    },
    signingOut: {
      heading: 'On to {{provider}}',
      lead: 'You sign out there, too, and come back to {{appName}} then.',
      button: 'Continue',
    },
    signedOut: {
      heading: 'You are signed out',
      lead: 'You have left {{appName}} on all devices.{{#provider}} At {{provider}} you may still be signed in.{{/provider}}',
    },
    account: {
      heading: 'Your account',
      lead: 'Signed in to {{appName}} as {{who}}.',
    },
    accountDeleted: {
      heading: 'Your account is deleted',
      lead: 'It is gone, with all that belonged to it.',
    },
    confirmAddress: {
      heading: 'One more step',
      lead: 'We have sent a link to your address. Open it to confirm the address, and then sign in.',
    },
    stopEmailChange: {
      heading: 'Stop the change of your e-mail address?',
      lead: 'Someone asked for a new e-mail address for your {{appName}} account. If it was not you, stop the change here.',
      button: 'Stop the change',
      note: 'If it was you, there is nothing to do: just close this page.',
    },
    emailChangeStopped: {
      heading: 'The change was stopped',
      lead: 'The e-mail address of your {{appName}} account stays as it is.',
      note: 'Choose a new password for {{appName}} right away: whoever asked for the change may be in your account.',
    },
    emailChangeOver: {
      heading: 'This link no longer works',
      lead: 'It was used before, or the change is over.',
      note: 'If you did not change the e-mail address of your {{appName}} account yourself, choose a new password right away, or contact us.',
    },
    logInAs: {
      heading: 'Log in as {{username}}?',
      lead: 'You get a session of this user in {{appName}}, for an hour. It is noted that it was you.',
      button: 'Log in',
      note: 'Close the browser, or sign out, when you are done.',
    },
    logInAsOver: {
      heading: 'This link no longer works',
      lead: 'It was used before, or is older than five minutes. Ask for a new one.',
    },
    tooMany: {
      heading: 'Too many attempts',
      lead: 'Please come back and try again in {{wait}}.',
    },
    tooLong: {
      heading: 'That was too long',
      lead: 'What you have sent is longer than any entry may be. Please go back, and enter less: a password, too, can be too long.',
    },
    refused: {
      heading: 'That did not work',
      lead: 'The form did not come from this page, or was open for too long. Please open the page again and send it once more.',
    },
    atWork: {
      heading: 'We are at work',
      lead: '{{#notice}}{{notice}}{{/notice}}{{^notice}}Sign-in and sign-up are closed for now. Please try again later.{{/notice}}',
    },
    later: {
      heading: 'That did not work',
      lead: 'Something does not work at the moment. Please try again in a few minutes.',
    },
  },
}
