/** The mails in French, with "vous". */
import type { Words } from './words'

export const fr: Words = {
  linkHint: 'Si le bouton ne fonctionne pas, ouvrez ce lien\u00a0:',
  expiry: 'Ce lien est valable pendant {{expiresIn}}.',
  colon: '\u00a0:',
  details: {
    when: 'Quand',
    device: 'Appareil',
    ip: 'Adresse IP',
  },
  mails: {
    verification: {
      subject: 'Confirmez votre adresse e-mail pour {{appName}}',
      preheader: 'Plus qu’une étape et votre adresse sera confirmée.',
      heading: 'Confirmez votre adresse e-mail',
      lead: 'Veuillez confirmer que cette adresse e-mail est la vôtre.',
      button: 'Confirmer l’adresse e-mail',
      note: 'Si vous ne vous êtes pas inscrit à {{appName}}, vous pouvez ignorer cet e-mail.',
    },
    passwordReset: {
      subject: 'Choisissez un nouveau mot de passe pour {{appName}}',
      preheader: 'Voici le lien que vous avez demandé.',
      heading: 'Choisissez un nouveau mot de passe',
      lead: 'Vous avez demandé un nouveau mot de passe pour votre compte {{appName}}. Utilisez le bouton pour le choisir.',
      button: 'Choisir un nouveau mot de passe',
      note: 'Si vous n’êtes pas à l’origine de cette demande, vous pouvez ignorer cet e-mail\u00a0: votre mot de passe reste inchangé.',
    },
    accountLocked: {
      subject: 'Votre compte {{appName}} est temporairement bloqué',
      preheader: 'Il y a eu trop de tentatives de connexion infructueuses.',
      heading: 'Votre compte est temporairement bloqué',
      lead: 'Après trop de tentatives de connexion infructueuses, nous avons bloqué votre compte {{#until}}jusqu’au {{until}}{{/until}}{{^until}}pour un moment{{/until}}.',
      button: 'Choisir un nouveau mot de passe',
      note: 'Si c’était vous, patientez puis réessayez plus tard{{#link}}, ou choisissez un nouveau mot de passe{{/link}}. Si ce n’était pas vous, vous n’avez rien à faire\u00a0: le blocage empêche l’accès à toute autre personne.',
    },
    passwordChanged: {
      subject: 'Le mot de passe de votre compte {{appName}} a été modifié',
      preheader: 'Si c’était vous, vous n’avez rien à faire.',
      heading: 'Votre mot de passe a été modifié',
      lead: 'Le mot de passe de votre compte {{appName}} a été modifié. Si c’était vous, vous n’avez rien à faire.',
      button: 'Choisir un nouveau mot de passe',
      note: 'Si ce n’était pas vous, choisissez immédiatement un nouveau mot de passe\u00a0: une autre personne a peut-être accès à votre compte.',
    },
    emailChanged: {
      subject: 'L’adresse e-mail de votre compte {{appName}} a été modifiée',
      preheader: 'Désormais, nous écrirons à la nouvelle adresse.',
      heading: 'Votre adresse e-mail a été modifiée',
      lead: 'L’adresse e-mail de votre compte {{appName}} est désormais {{newEmail}}. Ceci est notre dernier message à votre ancienne adresse.',
      button: 'Obtenir de l’aide',
      note: 'Si ce n’était pas vous, contactez-nous immédiatement\u00a0: une autre personne a peut-être accès à votre compte.',
    },
    newDevice: {
      subject: 'Nouvelle connexion à votre compte {{appName}}',
      preheader: 'Quelqu’un s’est connecté depuis un appareil que nous ne connaissions pas.',
      heading: 'Nouvelle connexion à votre compte',
      lead: 'Quelqu’un s’est connecté à votre compte {{appName}} depuis un appareil que nous ne connaissions pas. Si c’était vous, vous n’avez rien à faire.',
      button: 'Choisir un nouveau mot de passe',
      note: 'Si ce n’était pas vous, choisissez immédiatement un nouveau mot de passe.',
    },
    welcome: {
      subject: 'Bienvenue sur {{appName}}',
      preheader: 'Votre compte est prêt.',
      heading: 'Bienvenue sur {{appName}}',
      lead: 'Votre compte est prêt. Nous sommes ravis de vous accueillir.',
      button: 'Ouvrir {{appName}}',
      note: 'Si vous ne vous êtes pas inscrit à {{appName}}, prévenez-nous\u00a0: quelqu’un a peut-être utilisé votre adresse.',
    },
    identityLinked: {
      subject: 'Nouveau moyen de connexion à votre compte {{appName}}',
      preheader: 'Vous pouvez maintenant vous connecter avec {{provider}}.',
      heading: 'Nouveau moyen de connexion',
      lead: 'Désormais, vous pouvez vous connecter à votre compte {{appName}} avec {{provider}}.',
      button: 'Vérifier votre compte',
      note: 'Si ce n’était pas vous, contactez-nous immédiatement\u00a0: une autre personne pourrait se connecter à votre compte.',
    },
  },
}
