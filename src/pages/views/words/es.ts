/** The pages in Spanish. */
import type { Words } from './words'

export const es: Words = {
  labels: {
    emailLabel: 'Correo electrónico',
    usernameLabel: 'Correo electrónico o nombre de usuario',
    ownPasswordLabel: 'Contraseña',
    codeLabel: 'Código del segundo factor',
    forgotLink: '¿Ha olvidado la contraseña?',
    resendLink: 'Enviar de nuevo la confirmación',
    signInLink: '¿Ya tiene una cuenta? Inicie sesión',
    signUpLink: '¿Es nuevo aquí? Cree una cuenta',
    or: 'o',
    withProvider: 'Continuar con {{provider}}',
    passwordLabel: 'Contraseña nueva',
    show: 'Mostrar',
    hide: 'Ocultar',
    showPassword: 'Mostrar la contraseña',
    least: 'Al menos {{minLength}} caracteres.',
    advice: 'Tres o cuatro palabras al azar funcionan bien.',
    strengthLabel: 'Seguridad',
    strengthLevels: 'muy débil|débil|media|buena|fuerte',
    refusals: 'No se aceptan contraseñas comunes, ni su nombre, ni su dirección.',
  },
  problems: {
    emailInvalid: 'Escriba una dirección de correo, como ana@example.com.',
    emailTaken:
      'Ya existe una cuenta con esta dirección: inicie sesión{{#hasMail}} o elija una contraseña nueva{{/hasMail}}.',
    emailInvited:
      'Esta invitación es para otra dirección: regístrese con el correo electrónico al que se envió.',
    emailDomain: 'Aquí no se aceptan direcciones de correo de {{domain}}.',
    emailOnly: 'Use una dirección de correo de {{domain}}.',
    signUpClosed: 'El registro está cerrado.',
    signUpRefused: 'No ha funcionado{{#reason}}: {{reason}}{{/reason}}{{^reason}}.{{/reason}}',
    accountBlocked:
      'Esta cuenta está bloqueada{{#until}} hasta el {{until}}{{/until}}{{#reason}}: {{reason}}{{/reason}}{{^reason}}.{{/reason}}',
    signInWrong: 'El nombre de usuario y la contraseña no coinciden.',
    signInLocked:
      'Esta cuenta está bloqueada tras demasiados intentos. Inténtelo más tarde{{#resetUnlocks}} o elija una contraseña nueva{{/resetUnlocks}}.',
    signInUnverified: 'Confirme primero su correo: abra el enlace de nuestro mensaje.',
    signInCode:
      'Esta cuenta tiene un segundo factor: escriba su código, o uno de recuperación, y de nuevo la contraseña.',
    signInRefused: 'No puede iniciar sesión{{#reason}}: {{reason}}{{/reason}}{{^reason}}.{{/reason}}',
    codeWrong: 'Este código es incorrecto o ya se ha usado. Escriba el siguiente.',
    providerFailed: '{{provider}} no ha iniciado su sesión. Inténtelo de nuevo o elija otra forma.',
    providerOver:
      'Este inicio de sesión con {{provider}} ha terminado: tardó demasiado, ya se usó o se empezó en otro navegador. Empiece de nuevo.',
    providerTaken: 'Otra cuenta ya tiene su dirección. Inicie sesión en ella como antes.',
    providerUnverified:
      '{{provider}} no ha confirmado su correo electrónico. Confírmelo allí e inicie sesión de nuevo.',
    currentWrong: 'Esta no es su contraseña actual.',
    notFresh: 'Para esto, inicie sesión de nuevo: ha pasado un tiempo.',
    notByOperator:
      'Para esto, la persona misma tiene que iniciar sesión: esta sesión la ha abierto nuestro soporte.',
    otherOwner:
      'No se ha hecho nada: este formulario era de otra cuenta o demasiado antiguo. Esta es la cuenta que tiene ahora la sesión iniciada.',
    nameMissing: 'Escriba un nombre de usuario.',
    nameTaken: 'Este nombre de usuario está ocupado: elija otro.',
    nameInvisible: 'El nombre de usuario tiene caracteres invisibles: escríbalo de nuevo.',
    nameLong: 'Es demasiado largo: use como máximo 256 caracteres.',
    addressTaken: 'Otra cuenta tiene esta dirección.',
    notConfirmed: 'Confirme que es lo que quiere.',
    notLinked: '{{provider}} no se ha vinculado. Inténtelo de nuevo.',
    linkTaken: '{{provider}} no se ha vinculado: ese inicio de sesión pertenece aquí a otra cuenta.',
    lastWay: '{{provider}} es el único acceso a esta cuenta: añada primero otro.',
    changeRefused: 'No ha funcionado{{#reason}}: {{reason}}{{/reason}}{{^reason}}.{{/reason}}',
    passwordMissing: 'Escriba una contraseña nueva.',
    passwordShort: 'Esta contraseña es demasiado corta: use al menos {{minLength}} caracteres.',
    passwordLong:
      'Esta contraseña es demasiado larga: use 72 letras simples como máximo, o menos de otros caracteres.',
    passwordCommon: 'Es una de las contraseñas más comunes: elija una más difícil de adivinar.',
    passwordPersonal: 'Otros saben esto de usted o de {{appName}}: elija otra contraseña.',
    passwordBreached:
      'Esta contraseña apareció en una filtración de datos: elija una que no use en ningún otro sitio.',
    passwordRefused:
      'Esta contraseña no se puede usar{{#reason}}: {{reason}}{{/reason}}{{^reason}}.{{/reason}}',
  },
  pages: {
    verifyEmail: {
      heading: 'Confirme su correo electrónico',
      lead: 'Un clic y sabremos que esta dirección es suya.',
      button: 'Confirmar el correo',
      note: 'Si no se ha registrado en {{appName}}, cierre esta página.',
    },
    verified: {
      heading: 'Su correo electrónico está confirmado',
      lead: 'Gracias. Puede cerrar esta página y seguir en {{appName}}.',
    },
    alreadyVerified: {
      heading: 'Su correo electrónico ya está confirmado',
      lead: 'Este enlace ya se usó. No queda nada por hacer: puede cerrar esta página.',
    },
    linkExpired: {
      heading: 'Este enlace es demasiado antiguo',
      lead: 'Los enlaces que confirman una dirección caducan. Pida uno nuevo.',
      button: 'Enviar un enlace nuevo',
    },
    invalidLink: {
      heading: 'Este enlace ya no funciona',
      lead: 'Cada enlace funciona una vez y solo cuenta el más reciente. Si su dirección aún no está confirmada, pida uno nuevo.',
      button: 'Enviar un enlace nuevo',
    },
    openAgain: {
      heading: 'Abra el enlace otra vez',
      lead: 'Esta página necesita el enlace completo: abra otra vez el del correo.',
    },
    resend: {
      heading: 'Confirme su correo electrónico',
      lead: 'Escriba la dirección de su cuenta de {{appName}} y le enviaremos un enlace nuevo.',
      button: 'Enviar un enlace nuevo',
    },
    resendSent: {
      heading: 'Mire su correo',
      lead: 'Si una cuenta con esta dirección está pendiente de confirmar, un enlace nuevo está en camino.',
      note: 'Puede tardar unos minutos. ¿No llega nada? Mire también en el correo no deseado.',
    },
    forgotPassword: {
      heading: 'Elija una contraseña nueva',
      lead: 'Escriba la dirección de su cuenta de {{appName}} y le enviaremos un enlace.',
      button: 'Enviar el enlace',
    },
    resetLinkInvalid: {
      heading: 'Este enlace ya no funciona',
      lead: 'Ya se usó, es demasiado antiguo o se envió otro más reciente. Pida uno nuevo para elegir una contraseña.',
      button: 'Enviar un enlace nuevo',
    },
    resetSent: {
      heading: 'Mire su correo',
      lead: 'Si existe una cuenta con esta dirección, un enlace para elegir una contraseña nueva está en camino.',
      note: 'Puede tardar unos minutos. ¿No llega nada? Mire también en el correo no deseado.',
    },
    resetPassword: {
      heading: 'Elija una contraseña nueva',
      lead: 'Para su cuenta de {{appName}}.',
      button: 'Guardar la contraseña',
    },
    passwordSaved: {
      heading: 'Su contraseña nueva está guardada',
      lead: 'A partir de ahora, inicie sesión con la contraseña nueva.{{#signedOut}} Se ha cerrado la sesión en todos los dispositivos.{{/signedOut}}{{#unlocked}} Si su cuenta estaba bloqueada, vuelve a estar abierta.{{/unlocked}}',
      note: 'Puede cerrar esta página.',
    },
    signIn: {
      heading: 'Iniciar sesión',
      lead: 'En su cuenta de {{appName}}.',
      button: 'Iniciar sesión',
    },
    signUp: {
      heading: 'Cree su cuenta',
      lead: '{{appName}} solo necesita una dirección y una contraseña.',
      button: 'Crear la cuenta',
    },
    leaving: {
      heading: 'Hacia {{provider}}',
      lead: 'Allí inicia sesión y después vuelve a {{appName}}.',
      button: 'Continuar',
    },
    secondFactor: {
      heading: 'Escriba su código',
      lead: '{{provider}} ha confirmado quién es. Su cuenta tiene además un segundo factor: escriba el código de su aplicación o uno de sus códigos de recuperación.',
      button: 'Iniciar sesión',
    },
    signOut: {
      heading: '¿Cerrar sesión?',
      lead: 'Sale de {{appName}} en este dispositivo.',
      button: 'Cerrar sesión',
    },
    signingOut: {
      heading: 'Hacia {{provider}}',
      lead: 'Allí también cierra sesión y después vuelve a {{appName}}.',
      button: 'Continuar',
    },
    signedOut: {
      heading: 'Ha cerrado sesión',
      lead: 'Ha salido de {{appName}} en todos los dispositivos.{{#provider}} En {{provider}} quizá siga con la sesión iniciada.{{/provider}}',
    },
    account: {
      heading: 'Su cuenta',
      lead: 'Sesión iniciada en {{appName}} como {{who}}.',
    },
    accountDeleted: {
      heading: 'Su cuenta está eliminada',
      lead: 'Ya no existe, ni nada de lo que le pertenecía.',
    },
    confirmAddress: {
      heading: 'Un paso más',
      lead: 'Hemos enviado un enlace a su dirección. Ábralo para confirmarla y después inicie sesión.',
    },
    stopEmailChange: {
      heading: '¿Detener el cambio de su correo electrónico?',
      lead: 'Alguien ha solicitado un nuevo correo electrónico para su cuenta de {{appName}}. Si no ha sido usted, detenga el cambio aquí.',
      button: 'Detener el cambio',
      note: 'Si ha sido usted, no tiene que hacer nada: solo cierre esta página.',
    },
    emailChangeStopped: {
      heading: 'El cambio se ha detenido',
      lead: 'El correo electrónico de su cuenta de {{appName}} sigue siendo el mismo.',
      note: 'Elija de inmediato una nueva contraseña para {{appName}}: quien solicitó el cambio puede tener acceso a su cuenta.',
    },
    emailChangeOver: {
      heading: 'Este enlace ya no es válido',
      lead: 'Ya se ha usado, o el cambio ha terminado.',
      note: 'Si no ha cambiado usted el correo electrónico de su cuenta de {{appName}}, elija una nueva contraseña de inmediato o póngase en contacto con nosotros.',
    },
    logInAs: {
      heading: '¿Entrar como {{username}}?',
      lead: 'Recibe por una hora una sesión de este usuario en {{appName}}. Queda anotado que fue usted.',
      button: 'Entrar',
      note: 'Cierre la sesión cuando haya terminado.',
    },
    logInAsOver: {
      heading: 'Este enlace ya no sirve',
      lead: 'Ya se usó o tiene más de cinco minutos. Pida uno nuevo.',
    },
    tooMany: {
      heading: 'Demasiados intentos',
      lead: 'Vuelva a intentarlo dentro de {{wait}}.',
    },
    tooLong: {
      heading: 'Era demasiado largo',
      lead: 'Lo que ha enviado es más largo de lo que se admite. Vuelva atrás y escriba menos: también una contraseña puede ser demasiado larga.',
    },
    refused: {
      heading: 'No ha funcionado',
      lead: 'El formulario no venía de esta página o estuvo abierto demasiado tiempo. Abra la página de nuevo y envíelo otra vez.',
    },
    atWork: {
      heading: 'Estamos trabajando',
      lead: '{{#notice}}{{notice}}{{/notice}}{{^notice}}El inicio de sesión y el registro están cerrados por ahora. Vuelva a intentarlo más tarde.{{/notice}}',
    },
    later: {
      heading: 'No ha funcionado',
      lead: 'Algo no funciona en este momento. Vuelva a intentarlo dentro de unos minutos.',
    },
  },
}
