/** The pages in French. */
import type { Words } from './words'

export const fr: Words = {
  labels: {
    emailLabel: 'Adresse e-mail',
    usernameLabel: 'Adresse e-mail ou nom d’utilisateur',
    ownPasswordLabel: 'Mot de passe',
    codeLabel: 'Code du second facteur',
    forgotLink: 'Mot de passe oublié ?',
    resendLink: 'Renvoyer la confirmation',
    signInLink: 'Vous avez un compte ? Connectez-vous',
    signUpLink: 'Nouveau ici ? Créez un compte',
    or: 'ou',
    withProvider: 'Continuer avec {{provider}}',
    passwordLabel: 'Nouveau mot de passe',
    show: 'Afficher',
    hide: 'Masquer',
    showPassword: 'Afficher le mot de passe',
    least: 'Au moins {{minLength}} caractères.',
    advice: 'Trois ou quatre mots au hasard conviennent bien.',
    strengthLabel: 'Robustesse',
    strengthLevels: 'très faible|faible|moyenne|bonne|forte',
    refusals: 'Les mots de passe courants, votre nom et votre adresse sont refusés.',
  },
  problems: {
    emailInvalid: 'Saisissez une adresse e-mail, comme anne@example.com.',
    emailTaken:
      'Un compte existe déjà avec cette adresse : connectez-vous{{#hasMail}} ou choisissez un nouveau mot de passe{{/hasMail}}.',
    emailInvited:
      'Cette invitation est pour une autre adresse : inscrivez-vous avec l’adresse e-mail qui a été invitée.',
    emailDomain: 'Les adresses e-mail de {{domain}} ne sont pas acceptées ici.',
    emailOnly: 'Utilisez une adresse e-mail de {{domain}}.',
    signUpClosed: 'Les inscriptions sont fermées.',
    signUpRefused: 'Cela n’a pas fonctionné{{#reason}} : {{reason}}{{/reason}}{{^reason}}.{{/reason}}',
    accountBlocked:
      'Ce compte est bloqué{{#until}} jusqu’au {{until}}{{/until}}{{#reason}} : {{reason}}{{/reason}}{{^reason}}.{{/reason}}',
    signInWrong: 'Le nom d’utilisateur et le mot de passe ne correspondent pas.',
    signInLocked:
      'Ce compte est bloqué après trop de tentatives. Réessayez plus tard{{#resetUnlocks}} ou choisissez un nouveau mot de passe{{/resetUnlocks}}.',
    signInUnverified: 'Confirmez d’abord votre adresse e-mail : ouvrez le lien de notre message.',
    signInCode:
      'Ce compte a un second facteur : saisissez son code, ou l’un de vos codes de récupération, et encore une fois votre mot de passe.',
    signInRefused:
      'Vous ne pouvez pas vous connecter{{#reason}} : {{reason}}{{/reason}}{{^reason}}.{{/reason}}',
    codeWrong: 'Ce code est faux ou a déjà servi. Saisissez le suivant.',
    providerFailed: '{{provider}} ne vous a pas connecté. Réessayez ou choisissez un autre moyen.',
    providerOver:
      'Cette connexion avec {{provider}} est terminée : elle a pris trop de temps, a déjà servi ou a commencé dans un autre navigateur. Veuillez recommencer.',
    providerTaken: 'Un autre compte a déjà votre adresse. Connectez-vous à ce compte comme avant.',
    providerUnverified:
      '{{provider}} n’a pas confirmé votre adresse e-mail. Confirmez-la là-bas, puis reconnectez-vous.',
    currentWrong: 'Ce n’est pas votre mot de passe actuel.',
    notFresh: 'Pour cela, reconnectez-vous d’abord : cela fait un moment.',
    notByOperator:
      'Pour cela, la personne doit se connecter elle-même : cette session a été ouverte par notre assistance.',
    otherOwner:
      'Rien n’a été fait : ce formulaire était celui d’un autre compte, ou trop ancien. Voici le compte qui est connecté maintenant.',
    nameMissing: 'Saisissez un nom d’utilisateur.',
    nameTaken: 'Ce nom d’utilisateur est pris : choisissez-en un autre.',
    nameInvisible: 'Le nom d’utilisateur contient des caractères invisibles : saisissez-le à nouveau.',
    nameLong: 'C’est trop long : 256 caractères au plus.',
    addressTaken: 'Un autre compte a cette adresse.',
    notConfirmed: 'Veuillez confirmer que c’est bien ce que vous voulez.',
    notLinked: '{{provider}} n’a pas été associé. Réessayez.',
    linkTaken: '{{provider}} n’a pas été associé : cette connexion appartient ici à un autre compte.',
    lastWay: '{{provider}} est le seul accès à ce compte : ajoutez-en d’abord un autre.',
    changeRefused: 'Cela n’a pas fonctionné{{#reason}} : {{reason}}{{/reason}}{{^reason}}.{{/reason}}',
    passwordMissing: 'Saisissez un nouveau mot de passe.',
    passwordShort: 'Ce mot de passe est trop court : utilisez au moins {{minLength}} caractères.',
    passwordLong:
      'Ce mot de passe est trop long : utilisez au plus 72 lettres simples, ou moins d’autres caractères.',
    passwordCommon:
      'C’est l’un des mots de passe les plus courants : choisissez-en un plus difficile à deviner.',
    passwordPersonal: 'D’autres savent cela de vous ou de {{appName}} : choisissez un autre mot de passe.',
    passwordBreached:
      'Ce mot de passe figure dans une fuite de données : choisissez-en un que vous n’utilisez nulle part ailleurs.',
    passwordRefused:
      'Ce mot de passe ne peut pas être utilisé{{#reason}} : {{reason}}{{/reason}}{{^reason}}.{{/reason}}',
  },
  pages: {
    verifyEmail: {
      heading: 'Confirmez votre adresse e-mail',
      lead: 'Un clic, et nous savons que cette adresse est la vôtre.',
      button: 'Confirmer l’adresse e-mail',
      note: 'Si vous ne vous êtes pas inscrit à {{appName}}, fermez simplement cette page.',
    },
    verified: {
      heading: 'Votre adresse e-mail est confirmée',
      lead: 'Merci. Vous pouvez fermer cette page et continuer dans {{appName}}.',
    },
    alreadyVerified: {
      heading: 'Votre adresse e-mail est déjà confirmée',
      lead: 'Ce lien a déjà servi. Il ne reste rien à faire : vous pouvez fermer cette page.',
    },
    linkExpired: {
      heading: 'Ce lien est trop ancien',
      lead: 'Les liens qui confirment une adresse ne durent qu’un temps. Demandez-en un nouveau.',
      button: 'Envoyer un nouveau lien',
    },
    invalidLink: {
      heading: 'Ce lien ne fonctionne plus',
      lead: 'Chaque lien fonctionne une fois, et seul le plus récent compte. Si votre adresse n’est pas encore confirmée, demandez un nouveau lien.',
      button: 'Envoyer un nouveau lien',
    },
    openAgain: {
      heading: 'Ouvrez le lien encore une fois',
      lead: 'Cette page a besoin du lien complet : ouvrez à nouveau celui de l’e-mail.',
    },
    resend: {
      heading: 'Confirmez votre adresse e-mail',
      lead: 'Saisissez l’adresse de votre compte {{appName}}, et nous y envoyons un nouveau lien.',
      button: 'Envoyer un nouveau lien',
    },
    resendSent: {
      heading: 'Regardez dans votre boîte',
      lead: 'Si un compte avec cette adresse attend d’être confirmé, un nouveau lien est en route.',
      note: 'Cela peut prendre quelques minutes. Rien reçu ? Regardez aussi parmi les indésirables.',
    },
    forgotPassword: {
      heading: 'Choisissez un nouveau mot de passe',
      lead: 'Saisissez l’adresse de votre compte {{appName}}, et nous y envoyons un lien.',
      button: 'Envoyer le lien',
    },
    resetLinkInvalid: {
      heading: 'Ce lien ne fonctionne plus',
      lead: 'Il a déjà servi, il est trop ancien ou un plus récent a été envoyé. Demandez-en un nouveau pour choisir un mot de passe.',
      button: 'Envoyer un nouveau lien',
    },
    resetSent: {
      heading: 'Regardez dans votre boîte',
      lead: 'S’il existe un compte avec cette adresse, un lien pour choisir un nouveau mot de passe est en route.',
      note: 'Cela peut prendre quelques minutes. Rien reçu ? Regardez aussi parmi les indésirables.',
    },
    resetPassword: {
      heading: 'Choisissez un nouveau mot de passe',
      lead: 'Pour votre compte {{appName}}.',
      button: 'Enregistrer le mot de passe',
    },
    passwordSaved: {
      heading: 'Votre nouveau mot de passe est enregistré',
      lead: 'Désormais, connectez-vous avec votre nouveau mot de passe.{{#signedOut}} Vous avez été déconnecté de tous les appareils.{{/signedOut}}{{#unlocked}} Si votre compte était bloqué, il est de nouveau ouvert.{{/unlocked}}',
      note: 'Vous pouvez fermer cette page.',
    },
    signIn: {
      heading: 'Se connecter',
      lead: 'À votre compte {{appName}}.',
      button: 'Se connecter',
    },
    signUp: {
      heading: 'Créez votre compte',
      lead: '{{appName}} n’a besoin que d’une adresse et d’un mot de passe.',
      button: 'Créer le compte',
    },
    leaving: {
      heading: 'Vers {{provider}}',
      lead: 'Vous vous y connectez, puis vous revenez à {{appName}}.',
      button: 'Continuer',
    },
    secondFactor: {
      heading: 'Saisissez votre code',
      lead: '{{provider}} vous a reconnu. Votre compte a aussi un second facteur : saisissez le code de votre application ou l’un de vos codes de récupération.',
      button: 'Se connecter',
    },
    signOut: {
      heading: 'Se déconnecter ?',
      lead: 'Vous quittez {{appName}} sur cet appareil.',
      button: 'Se déconnecter',
    },
    signingOut: {
      heading: 'Vers {{provider}}',
      lead: 'Vous vous y déconnectez aussi, puis vous revenez à {{appName}}.',
      button: 'Continuer',
    },
    signedOut: {
      heading: 'Vous êtes déconnecté',
      lead: 'Vous avez quitté {{appName}} sur tous les appareils.{{#provider}} Chez {{provider}}, vous êtes peut-être encore connecté.{{/provider}}',
    },
    account: {
      heading: 'Votre compte',
      lead: 'Connecté à {{appName}} en tant que {{who}}.',
    },
    accountDeleted: {
      heading: 'Votre compte est supprimé',
      lead: 'Il n’existe plus, ni rien de ce qui lui appartenait.',
    },
    confirmAddress: {
      heading: 'Encore une étape',
      lead: 'Nous avons envoyé un lien à votre adresse. Ouvrez-le pour la confirmer, puis connectez-vous.',
    },
    stopEmailChange: {
      heading: 'Arrêter la modification de votre adresse e-mail\u00a0?',
      lead: 'Quelqu’un a demandé une nouvelle adresse e-mail pour votre compte {{appName}}. Si ce n’était pas vous, arrêtez la modification ici.',
      button: 'Arrêter la modification',
      note: 'Si c’était vous, vous n’avez rien à faire\u00a0: fermez simplement cette page.',
    },
    emailChangeStopped: {
      heading: 'La modification a été arrêtée',
      lead: 'L’adresse e-mail de votre compte {{appName}} reste la même.',
      note: 'Choisissez immédiatement un nouveau mot de passe pour {{appName}}\u00a0: la personne qui a demandé la modification a peut-être accès à votre compte.',
    },
    emailChangeOver: {
      heading: 'Ce lien n’est plus valable',
      lead: 'Il a déjà été utilisé, ou la modification est terminée.',
      note: 'Si vous n’avez pas modifié vous-même l’adresse e-mail de votre compte {{appName}}, choisissez immédiatement un nouveau mot de passe ou contactez-nous.',
    },
    logInAs: {
      heading: 'Se connecter en tant que {{username}} ?',
      lead: 'Vous obtenez pour une heure une session de cet utilisateur dans {{appName}}. Il est noté que c’était vous.',
      button: 'Se connecter',
      note: 'Déconnectez-vous quand vous avez terminé.',
    },
    logInAsOver: {
      heading: 'Ce lien ne fonctionne plus',
      lead: 'Il a déjà servi ou date de plus de cinq minutes. Demandez-en un nouveau.',
    },
    tooMany: {
      heading: 'Trop de tentatives',
      lead: 'Veuillez réessayer dans {{wait}}.',
    },
    tooLong: {
      heading: 'C’était trop long',
      lead: 'Ce que vous avez envoyé est plus long que ce qui est accepté. Revenez en arrière et saisissez moins : un mot de passe aussi peut être trop long.',
    },
    refused: {
      heading: 'Cela n’a pas fonctionné',
      lead: 'Le formulaire ne venait pas de cette page ou est resté ouvert trop longtemps. Rouvrez la page et envoyez-le de nouveau.',
    },
    atWork: {
      heading: 'Travaux en cours',
      lead: '{{#notice}}{{notice}}{{/notice}}{{^notice}}La connexion et l’inscription sont fermées pour le moment. Veuillez réessayer plus tard.{{/notice}}',
    },
    later: {
      heading: 'Cela n’a pas fonctionné',
      lead: 'Quelque chose ne fonctionne pas en ce moment. Veuillez réessayer dans quelques minutes.',
    },
  },
}
