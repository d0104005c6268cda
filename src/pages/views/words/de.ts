/** The pages in German. */
import type { Words } from './words'

export const de: Words = {
  labels: {
    emailLabel: 'E-Mail-Adresse',
    usernameLabel: 'E-Mail-Adresse oder Benutzername',
    ownPasswordLabel: 'Passwort',
    codeLabel: 'Code Ihres zweiten Faktors',
    forgotLink: 'Passwort vergessen?',
    resendLink: 'Bestätigung noch einmal senden',
    signInLink: 'Sie haben ein Konto? Anmelden',
    signUpLink: 'Neu hier? Konto erstellen',
    or: 'oder',
    withProvider: 'Weiter mit {{provider}}',
    passwordLabel: 'Neues Passwort',
    show: 'Zeigen',
    hide: 'Verbergen',
    showPassword: 'Passwort zeigen',
    least: 'Mindestens {{minLength}} Zeichen.',
    advice: 'Drei oder vier zufällige Wörter eignen sich gut.',
    strengthLabel: 'Stärke',
    strengthLevels: 'sehr schwach|schwach|mittel|gut|stark',
    refusals: 'Häufige Passwörter, Ihr Name und Ihre Adresse werden nicht angenommen.',
  },
  problems: {
    emailInvalid: 'Bitte geben Sie eine E-Mail-Adresse ein, etwa anna@example.com.',
    emailTaken:
      'Mit dieser Adresse gibt es bereits ein Konto: Melden Sie sich an{{#hasMail}} oder wählen Sie ein neues Passwort{{/hasMail}}.',
    emailInvited:
      'Diese Einladung gilt für eine andere Adresse: Registrieren Sie sich mit der E-Mail-Adresse, die eingeladen wurde.',
    emailDomain: 'E-Mail-Adressen von {{domain}} werden hier nicht angenommen.',
    emailOnly: 'Verwenden Sie eine E-Mail-Adresse von {{domain}}.',
    signUpClosed: 'Die Registrierung ist geschlossen.',
    signUpRefused: 'Das hat nicht geklappt{{#reason}}: {{reason}}{{/reason}}{{^reason}}.{{/reason}}',
    accountBlocked:
      'Dieses Konto ist{{#until}} bis {{until}}{{/until}} gesperrt{{#reason}}: {{reason}}{{/reason}}{{^reason}}.{{/reason}}',
    signInWrong: 'Benutzername und Passwort passen nicht zusammen.',
    signInLocked:
      'Dieses Konto ist nach zu vielen Versuchen gesperrt. Versuchen Sie es später noch einmal{{#resetUnlocks}} oder wählen Sie ein neues Passwort{{/resetUnlocks}}.',
    signInUnverified:
      'Bitte bestätigen Sie zuerst Ihre E-Mail-Adresse: Öffnen Sie den Link in unserer E-Mail.',
    signInCode:
      'Dieses Konto hat einen zweiten Faktor: Geben Sie den Code oder einen Ihrer Wiederherstellungscodes und noch einmal Ihr Passwort ein.',
    signInRefused: 'Sie können sich nicht anmelden{{#reason}}: {{reason}}{{/reason}}{{^reason}}.{{/reason}}',
    codeWrong: 'Dieser Code ist falsch oder wurde schon benutzt. Geben Sie den nächsten ein.',
    providerFailed:
      '{{provider}} hat Sie nicht angemeldet. Versuchen Sie es noch einmal, oder wählen Sie einen anderen Weg.',
    providerOver:
      'Diese Anmeldung mit {{provider}} ist vorbei: Sie hat zu lange gedauert, wurde schon benutzt oder in einem anderen Browser begonnen. Bitte beginnen Sie noch einmal.',
    providerTaken: 'Ein anderes Konto hat Ihre Adresse schon. Melden Sie sich dort so an wie bisher.',
    providerUnverified:
      '{{provider}} hat Ihre E-Mail-Adresse nicht bestätigt. Bestätigen Sie sie dort, und melden Sie sich noch einmal an.',
    currentWrong: 'Das ist nicht Ihr jetziges Passwort.',
    notFresh: 'Dafür melden Sie sich bitte noch einmal an: Es ist eine Weile her.',
    notByOperator: 'Dafür muss sich die Person selbst anmelden: Diese Sitzung hat unser Support geöffnet.',
    otherOwner:
      'Es wurde nichts getan: Dieses Formular gehörte zu einem anderen Konto oder war zu alt. Hier ist das Konto, das jetzt angemeldet ist.',
    nameMissing: 'Bitte geben Sie einen Benutzernamen ein.',
    nameTaken: 'Dieser Benutzername ist vergeben: Wählen Sie einen anderen.',
    nameInvisible: 'Der Benutzername enthält unsichtbare Zeichen: Geben Sie ihn neu ein.',
    nameLong: 'Das ist zu lang: höchstens 256 Zeichen.',
    addressTaken: 'Ein anderes Konto hat diese Adresse.',
    notConfirmed: 'Bitte bestätigen Sie, dass Sie es so meinen.',
    notLinked: '{{provider}} wurde nicht verknüpft. Versuchen Sie es noch einmal.',
    linkTaken: '{{provider}} wurde nicht verknüpft: Diese Anmeldung gehört hier zu einem anderen Konto.',
    lastWay: '{{provider}} ist der einzige Zugang zu diesem Konto: Fügen Sie zuerst einen anderen hinzu.',
    changeRefused: 'Das hat nicht geklappt{{#reason}}: {{reason}}{{/reason}}{{^reason}}.{{/reason}}',
    passwordMissing: 'Bitte geben Sie ein neues Passwort ein.',
    passwordShort: 'Dieses Passwort ist zu kurz: Verwenden Sie mindestens {{minLength}} Zeichen.',
    passwordLong:
      'Dieses Passwort ist zu lang: Verwenden Sie höchstens 72 einfache Buchstaben, von anderen Zeichen weniger.',
    passwordCommon:
      'Dieses Passwort gehört zu den häufigsten: Wählen Sie eines, das schwerer zu erraten ist.',
    passwordPersonal: 'Das wissen andere über Sie oder {{appName}}: Wählen Sie ein anderes Passwort.',
    passwordBreached:
      'Dieses Passwort ist in einem Datenleck aufgetaucht: Wählen Sie eines, das Sie sonst nirgends verwenden.',
    passwordRefused:
      'Dieses Passwort kann nicht verwendet werden{{#reason}}: {{reason}}{{/reason}}{{^reason}}.{{/reason}}',
  },
  pages: {
    verifyEmail: {
      heading: 'E-Mail-Adresse bestätigen',
      lead: 'Ein Klick, und wir wissen, dass diese Adresse Ihnen gehört.',
      button: 'E-Mail-Adresse bestätigen',
      note: 'Wenn Sie sich nicht bei {{appName}} registriert haben, schließen Sie diese Seite einfach.',
    },
    verified: {
      heading: 'Ihre E-Mail-Adresse ist bestätigt',
      lead: 'Vielen Dank. Sie können diese Seite schließen und in {{appName}} weitermachen.',
    },
    alreadyVerified: {
      heading: 'Ihre E-Mail-Adresse ist bereits bestätigt',
      lead: 'Dieser Link wurde schon verwendet. Es ist nichts mehr zu tun: Sie können diese Seite schließen.',
    },
    linkExpired: {
      heading: 'Dieser Link ist zu alt',
      lead: 'Links, die eine Adresse bestätigen, gelten nur eine Zeit lang. Lassen Sie sich einen neuen senden.',
      button: 'Neuen Link senden',
    },
    invalidLink: {
      heading: 'Dieser Link funktioniert nicht mehr',
      lead: 'Jeder Link funktioniert einmal, und nur der neueste zählt. Wenn Ihre Adresse noch nicht bestätigt ist, lassen Sie sich einen neuen senden.',
      button: 'Neuen Link senden',
    },
    openAgain: {
      heading: 'Öffnen Sie den Link noch einmal',
      lead: 'Diese Seite braucht den ganzen Link: Öffnen Sie den aus der E-Mail noch einmal.',
    },
    resend: {
      heading: 'E-Mail-Adresse bestätigen',
      lead: 'Geben Sie die E-Mail-Adresse Ihres Kontos bei {{appName}} ein. Wir senden einen neuen Link dorthin.',
      button: 'Neuen Link senden',
    },
    resendSent: {
      heading: 'Sehen Sie in Ihr Postfach',
      lead: 'Wenn ein Konto mit dieser Adresse auf die Bestätigung wartet, ist ein neuer Link unterwegs.',
      note: 'Das kann einige Minuten dauern. Nichts da? Sehen Sie auch im Spam-Ordner nach.',
    },
    forgotPassword: {
      heading: 'Neues Passwort wählen',
      lead: 'Geben Sie die E-Mail-Adresse Ihres Kontos bei {{appName}} ein. Wir senden einen Link dorthin.',
      button: 'Link senden',
    },
    resetLinkInvalid: {
      heading: 'Dieser Link funktioniert nicht mehr',
      lead: 'Er wurde schon verwendet, ist zu alt, oder es wurde ein neuerer gesendet. Lassen Sie sich einen neuen senden, um ein Passwort zu wählen.',
      button: 'Neuen Link senden',
    },
    resetSent: {
      heading: 'Sehen Sie in Ihr Postfach',
      lead: 'Wenn es ein Konto mit dieser Adresse gibt, ist ein Link unterwegs, mit dem Sie ein neues Passwort wählen.',
      note: 'Das kann einige Minuten dauern. Nichts da? Sehen Sie auch im Spam-Ordner nach.',
    },
    resetPassword: {
      heading: 'Neues Passwort wählen',
      lead: 'Für Ihr Konto bei {{appName}}.',
      button: 'Passwort speichern',
    },
    passwordSaved: {
      heading: 'Ihr neues Passwort ist gespeichert',
      lead: 'Melden Sie sich ab jetzt mit dem neuen Passwort an.{{#signedOut}} Sie wurden auf allen Geräten abgemeldet.{{/signedOut}}{{#unlocked}} Falls Ihr Konto gesperrt war, ist es wieder offen.{{/unlocked}}',
      note: 'Sie können diese Seite schließen.',
    },
    signIn: {
      heading: 'Anmelden',
      lead: 'Bei Ihrem Konto von {{appName}}.',
      button: 'Anmelden',
    },
    signUp: {
      heading: 'Konto erstellen',
      lead: '{{appName}} braucht nur eine Adresse und ein Passwort.',
      button: 'Konto erstellen',
    },
    leaving: {
      heading: 'Weiter zu {{provider}}',
      lead: 'Dort melden Sie sich an, und dann kommen Sie zu {{appName}} zurück.',
      button: 'Weiter',
    },
    secondFactor: {
      heading: 'Geben Sie Ihren Code ein',
      lead: '{{provider}} hat Sie angemeldet. Ihr Konto hat auch einen zweiten Faktor: Geben Sie den Code aus Ihrer App oder einen Ihrer Wiederherstellungscodes ein.',
      button: 'Anmelden',
    },
    signOut: {
      heading: 'Abmelden?',
      lead: 'Sie verlassen {{appName}} auf diesem Gerät.',
      button: 'Abmelden',
    },
    signingOut: {
      heading: 'Weiter zu {{provider}}',
      lead: 'Dort melden Sie sich auch ab, und dann kommen Sie zu {{appName}} zurück.',
      button: 'Weiter',
    },
    signedOut: {
      heading: 'Sie sind abgemeldet',
      lead: 'Sie haben {{appName}} auf allen Geräten verlassen.{{#provider}} Bei {{provider}} sind Sie vielleicht noch angemeldet.{{/provider}}',
    },
    account: {
      heading: 'Ihr Konto',
      lead: 'Bei {{appName}} angemeldet als {{who}}.',
    },
    accountDeleted: {
      heading: 'Ihr Konto ist gelöscht',
      lead: 'Es ist fort, mit allem, was dazu gehörte.',
    },
    confirmAddress: {
      heading: 'Noch ein Schritt',
      lead: 'Wir haben einen Link an Ihre Adresse gesendet. Öffnen Sie ihn, um die Adresse zu bestätigen, und melden Sie sich dann an.',
    },
    stopEmailChange: {
      heading: 'Änderung Ihrer E-Mail-Adresse stoppen?',
      lead: 'Jemand hat eine neue E-Mail-Adresse für Ihr Konto bei {{appName}} angefordert. Wenn Sie das nicht waren, stoppen Sie die Änderung hier.',
      button: 'Änderung stoppen',
      note: 'Wenn Sie das waren, müssen Sie nichts tun: Schließen Sie einfach diese Seite.',
    },
    emailChangeStopped: {
      heading: 'Die Änderung wurde gestoppt',
      lead: 'Die E-Mail-Adresse Ihres Kontos bei {{appName}} bleibt, wie sie ist.',
      note: 'Wählen Sie sofort ein neues Passwort für {{appName}}: Wer die Änderung angefordert hat, hat möglicherweise Zugriff auf Ihr Konto.',
    },
    emailChangeOver: {
      heading: 'Dieser Link ist nicht mehr gültig',
      lead: 'Er wurde schon verwendet, oder die Änderung ist bereits abgeschlossen.',
      note: 'Wenn Sie die E-Mail-Adresse Ihres Kontos bei {{appName}} nicht selbst geändert haben, wählen Sie sofort ein neues Passwort oder wenden Sie sich an uns.',
    },
    logInAs: {
      heading: 'Als {{username}} anmelden?',
      lead: 'Sie bekommen für eine Stunde eine Sitzung dieses Nutzers in {{appName}}. Dass Sie es waren, wird festgehalten.',
      button: 'Anmelden',
      note: 'Melden Sie sich ab, wenn Sie fertig sind.',
    },
    logInAsOver: {
      heading: 'Dieser Link gilt nicht mehr',
      lead: 'Er wurde schon benutzt oder ist älter als fünf Minuten. Lassen Sie sich einen neuen geben.',
    },
    tooMany: {
      heading: 'Zu viele Versuche',
      lead: 'Bitte versuchen Sie es in {{wait}} noch einmal.',
    },
    tooLong: {
      heading: 'Das war zu lang',
      lead: 'Was Sie gesendet haben, ist länger, als eine Eingabe sein darf. Bitte gehen Sie zurück und geben Sie weniger ein: Auch ein Passwort kann zu lang sein.',
    },
    refused: {
      heading: 'Das hat nicht geklappt',
      lead: 'Das Formular kam nicht von dieser Seite oder war zu lange offen. Bitte öffnen Sie die Seite neu und senden Sie es noch einmal.',
    },
    atWork: {
      heading: 'Wir arbeiten hier gerade',
      lead: '{{#notice}}{{notice}}{{/notice}}{{^notice}}Anmeldung und Registrierung sind gerade geschlossen. Bitte versuchen Sie es später noch einmal.{{/notice}}',
    },
    later: {
      heading: 'Das hat nicht geklappt',
      lead: 'Im Moment funktioniert etwas nicht. Bitte versuchen Sie es in einigen Minuten noch einmal.',
    },
  },
}
