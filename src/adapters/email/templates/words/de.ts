/** The mails in German, with "Sie". */
import type { Words } from './words'

export const de: Words = {
  linkHint: 'Falls die Schaltfläche nicht funktioniert, öffnen Sie diesen Link:',
  expiry: 'Dieser Link ist {{expiresIn}} lang gültig.',
  colon: ':',
  details: {
    when: 'Wann',
    device: 'Gerät',
    ip: 'IP-Adresse',
  },
  mails: {
    verification: {
      subject: 'Bestätigen Sie Ihre E-Mail-Adresse für {{appName}}',
      preheader: 'Nur noch ein Schritt, dann ist Ihre Adresse bestätigt.',
      heading: 'E-Mail-Adresse bestätigen',
      lead: 'Bitte bestätigen Sie, dass diese E-Mail-Adresse Ihnen gehört.',
      button: 'E-Mail-Adresse bestätigen',
      note: 'Wenn Sie sich nicht bei {{appName}} registriert haben, können Sie diese E-Mail ignorieren.',
    },
    passwordReset: {
      subject: 'Wählen Sie ein neues Passwort für {{appName}}',
      preheader: 'Hier ist der Link, um den Sie gebeten haben.',
      heading: 'Neues Passwort wählen',
      lead: 'Sie haben ein neues Passwort für Ihr Konto bei {{appName}} angefordert. Über die Schaltfläche können Sie es wählen.',
      button: 'Neues Passwort wählen',
      note: 'Wenn Sie das nicht angefordert haben, können Sie diese E-Mail ignorieren: Ihr Passwort bleibt, wie es ist.',
    },
    accountLocked: {
      subject: 'Ihr Konto bei {{appName}} ist vorübergehend gesperrt',
      preheader: 'Es gab zu viele fehlgeschlagene Anmeldungen.',
      heading: 'Ihr Konto ist vorübergehend gesperrt',
      lead: 'Nach zu vielen fehlgeschlagenen Anmeldungen haben wir Ihr Konto {{#until}}bis zum {{until}}{{/until}}{{^until}}vorübergehend{{/until}} gesperrt.',
      button: 'Neues Passwort wählen',
      note: 'Wenn Sie das waren, warten Sie bitte und versuchen Sie es später erneut{{#link}}, oder wählen Sie ein neues Passwort{{/link}}. Wenn Sie es nicht waren, müssen Sie nichts tun: Die Sperre hält andere fern.',
    },
    passwordChanged: {
      subject: 'Ihr Passwort bei {{appName}} wurde geändert',
      preheader: 'Wenn Sie das waren, müssen Sie nichts tun.',
      heading: 'Ihr Passwort wurde geändert',
      lead: 'Das Passwort Ihres Kontos bei {{appName}} wurde geändert. Wenn Sie das waren, müssen Sie nichts tun.',
      button: 'Neues Passwort wählen',
      note: 'Wenn Sie das nicht waren, wählen Sie bitte sofort ein neues Passwort: Möglicherweise hat jemand anderes Zugriff auf Ihr Konto.',
    },
    emailChanged: {
      subject: 'Die E-Mail-Adresse Ihres Kontos bei {{appName}} wurde geändert',
      preheader: 'Ab jetzt schreiben wir an die neue Adresse.',
      heading: 'Ihre E-Mail-Adresse wurde geändert',
      lead: 'Die E-Mail-Adresse Ihres Kontos bei {{appName}} lautet jetzt {{newEmail}}. Dies ist unsere letzte E-Mail an Ihre alte Adresse.',
      button: 'Hilfe erhalten',
      note: 'Wenn Sie das nicht waren, wenden Sie sich bitte sofort an uns: Möglicherweise hat jemand anderes Zugriff auf Ihr Konto.',
    },
    newDevice: {
      subject: 'Neue Anmeldung bei Ihrem Konto bei {{appName}}',
      preheader: 'Jemand hat sich mit einem Gerät angemeldet, das wir nicht kannten.',
      heading: 'Neue Anmeldung bei Ihrem Konto',
      lead: 'Jemand hat sich mit einem uns unbekannten Gerät bei Ihrem Konto bei {{appName}} angemeldet. Wenn Sie das waren, müssen Sie nichts tun.',
      button: 'Neues Passwort wählen',
      note: 'Wenn Sie das nicht waren, wählen Sie bitte sofort ein neues Passwort.',
    },
    welcome: {
      subject: 'Willkommen bei {{appName}}',
      preheader: 'Ihr Konto ist bereit.',
      heading: 'Willkommen bei {{appName}}',
      lead: 'Ihr Konto ist bereit. Schön, dass Sie da sind.',
      button: '{{appName}} öffnen',
      note: 'Wenn Sie sich nicht bei {{appName}} registriert haben, sagen Sie uns bitte Bescheid: Möglicherweise hat jemand Ihre Adresse verwendet.',
    },
    identityLinked: {
      subject: 'Neue Anmeldemöglichkeit für Ihr Konto bei {{appName}}',
      preheader: 'Sie können sich jetzt mit {{provider}} anmelden.',
      heading: 'Neue Anmeldemöglichkeit',
      lead: 'Ab jetzt können Sie sich mit {{provider}} bei Ihrem Konto bei {{appName}} anmelden.',
      button: 'Konto überprüfen',
      note: 'Wenn Sie das nicht waren, wenden Sie sich bitte sofort an uns: Jemand anderes könnte sich bei Ihrem Konto anmelden.',
    },
  },
}
