/** The pages in Spanish. */
import type { Words } from './words'

export const es: Words = {
  labels: {
    emailLabel: 'Correo electrónico',
    passwordLabel: 'Contraseña nueva',
    show: 'Mostrar',
    hide: 'Ocultar',
    showPassword: 'Mostrar la contraseña',
    least: 'Al menos {{minLength}} caracteres.',
    advice: 'Tres o cuatro palabras al azar funcionan bien.',
    refusals: 'No se aceptan contraseñas comunes, ni su nombre, ni su dirección.',
  },
  problems: {
    emailInvalid: 'Escriba una dirección de correo, como ana@example.com.',
    passwordMissing: 'Escriba una contraseña nueva.',
    passwordShort: 'Esta contraseña es demasiado corta: use al menos {{minLength}} caracteres.',
    passwordLong: 'Esta contraseña es demasiado larga: use 72 letras como máximo.',
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
    tooMany: {
      heading: 'Demasiados intentos',
      lead: 'Vuelva a intentarlo dentro de {{wait}}.',
    },
    refused: {
      heading: 'No ha funcionado',
      lead: 'El formulario no venía de esta página o estuvo abierto demasiado tiempo. Abra la página de nuevo y envíelo otra vez.',
    },
    later: {
      heading: 'No ha funcionado',
      lead: 'Algo no funciona en este momento. Vuelva a intentarlo dentro de unos minutos.',
    },
  },
}
