/** The mails in English. */
import type { Words } from './words'

export const en: Words = {
  linkHint: 'If the button does not work, open this link:',
  expiry: 'This link works for {{expiresIn}}.',
  colon: ':',
  details: {
    when: 'When',
    device: 'Device',
    ip: 'IP address',
  },
  mails: {
    verification: {
      subject: 'Confirm your e-mail address for {{appName}}',
      preheader: 'One last step, and your address is confirmed.',
      heading: 'Confirm your e-mail address',
      lead: 'Please confirm that this e-mail address is yours.',
      button: 'Confirm e-mail address',
      note: 'If you did not sign up for {{appName}}, you can ignore this e-mail.',
    },
    passwordReset: {
      subject: 'Choose a new password for {{appName}}',
      preheader: 'Here is the link that you asked for.',
      heading: 'Choose a new password',
      lead: 'You asked for a new password for your {{appName}} account. Use the button to choose one.',
      button: 'Choose a new password',
      note: 'If you did not ask for it, you can ignore this e-mail: your password stays as it is.',
    },
    accountLocked: {
      subject: 'Your {{appName}} account is locked for now',
      preheader: 'There were too many failed log-ins.',
      heading: 'Your account is locked for now',
      lead: 'There were too many failed log-ins, so we have locked your account {{#until}}until {{until}}{{/until}}{{^until}}for a while{{/until}}.',
      button: 'Choose a new password',
      note: 'If it was you, just wait and then try again{{#link}}, or choose a new password{{/link}}. If it was not you, you need not do anything: the lock keeps others out.',
    },
    passwordChanged: {
      subject: 'Your {{appName}} password was changed',
      preheader: 'If it was you, there is nothing to do.',
      heading: 'Your password was changed',
      lead: 'The password of your {{appName}} account was changed. If it was you, there is nothing to do.',
      button: 'Choose a new password',
      note: 'If it was not you, choose a new password right away: someone else may be in your account.',
    },
    emailChanged: {
      subject: 'The e-mail address of your {{appName}} account was changed',
      preheader: 'From now on we will write to the new address.',
      heading: 'Your e-mail address was changed',
      lead: 'The e-mail address of your {{appName}} account is now {{newEmail}}. This is our last e-mail to your old address.',
      button: 'Get help',
      note: 'If it was not you, contact us right away: someone else may be in your account.',
    },
    newDevice: {
      subject: 'New log-in to your {{appName}} account',
      preheader: 'Someone logged in from a device that we did not know.',
      heading: 'New log-in to your account',
      lead: 'Someone logged in to your {{appName}} account from a device that we did not know. If it was you, there is nothing to do.',
      button: 'Choose a new password',
      note: 'If it was not you, choose a new password right away.',
    },
    welcome: {
      subject: 'Welcome to {{appName}}',
      preheader: 'Your account is ready.',
      heading: 'Welcome to {{appName}}',
      lead: 'Your account is ready. It is good to have you here.',
      button: 'Open {{appName}}',
      note: 'If you did not sign up for {{appName}}, please tell us: someone may have used your address.',
    },
    identityLinked: {
      subject: 'New way to log in to your {{appName}} account',
      preheader: 'You can now log in with {{provider}}.',
      heading: 'New way to log in',
      lead: 'From now on you can log in to your {{appName}} account with {{provider}}.',
      button: 'Review your account',
      note: 'If it was not you, contact us right away: someone else could log in to your account.',
    },
  },
}
