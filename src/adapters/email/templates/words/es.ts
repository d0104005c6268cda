/** The mails in Spanish, with "tú". */
import type { Words } from './words'

export const es: Words = {
  linkHint: 'Si el botón no funciona, abre este enlace:',
  expiry: 'Este enlace es válido durante {{expiresIn}}.',
  colon: ':',
  details: {
    when: 'Cuándo',
    device: 'Dispositivo',
    ip: 'Dirección IP',
  },
  mails: {
    verification: {
      subject: 'Confirma tu correo electrónico para {{appName}}',
      preheader: 'Un último paso y tu dirección quedará confirmada.',
      heading: 'Confirma tu correo electrónico',
      lead: 'Confirma que esta dirección de correo electrónico es tuya.',
      button: 'Confirmar correo electrónico',
      note: 'Si no te has registrado en {{appName}}, puedes ignorar este correo.',
    },
    passwordReset: {
      subject: 'Elige una nueva contraseña para {{appName}}',
      preheader: 'Aquí tienes el enlace que pediste.',
      heading: 'Elige una nueva contraseña',
      lead: 'Has pedido una nueva contraseña para tu cuenta de {{appName}}. Usa el botón para elegirla.',
      button: 'Elegir nueva contraseña',
      note: 'Si no la has pedido, puedes ignorar este correo: tu contraseña seguirá siendo la misma.',
    },
    accountLocked: {
      subject: 'Tu cuenta de {{appName}} está bloqueada temporalmente',
      preheader: 'Ha habido demasiados intentos fallidos de inicio de sesión.',
      heading: 'Tu cuenta está bloqueada temporalmente',
      lead: 'Ha habido demasiados intentos fallidos de inicio de sesión, así que hemos bloqueado tu cuenta {{#until}}hasta el {{until}}{{/until}}{{^until}}durante un tiempo{{/until}}.',
      button: 'Elegir nueva contraseña',
      note: 'Si has sido tú, espera y vuelve a intentarlo más tarde{{#link}}, o elige una nueva contraseña{{/link}}. Si no has sido tú, no tienes que hacer nada: el bloqueo impide el acceso a otras personas.',
    },
    passwordChanged: {
      subject: 'La contraseña de tu cuenta de {{appName}} ha cambiado',
      preheader: 'Si has sido tú, no tienes que hacer nada.',
      heading: 'Tu contraseña ha cambiado',
      lead: 'Se ha cambiado la contraseña de tu cuenta de {{appName}}. Si has sido tú, no tienes que hacer nada.',
      button: 'Elegir nueva contraseña',
      note: 'Si no has sido tú, elige una nueva contraseña de inmediato: es posible que otra persona tenga acceso a tu cuenta.',
    },
    emailChanged: {
      subject: 'El correo electrónico de tu cuenta de {{appName}} ha cambiado',
      preheader: 'A partir de ahora escribiremos a la nueva dirección.',
      heading: 'Tu correo electrónico ha cambiado',
      lead: 'El correo electrónico de tu cuenta de {{appName}} es ahora {{newEmail}}. Este es nuestro último mensaje a tu dirección anterior.',
      button: 'Obtener ayuda',
      note: 'Si no has sido tú, ponte en contacto con nosotros de inmediato: es posible que otra persona tenga acceso a tu cuenta.',
    },
    newDevice: {
      subject: 'Nuevo inicio de sesión en tu cuenta de {{appName}}',
      preheader: 'Alguien ha iniciado sesión desde un dispositivo que no conocíamos.',
      heading: 'Nuevo inicio de sesión en tu cuenta',
      lead: 'Alguien ha iniciado sesión en tu cuenta de {{appName}} desde un dispositivo que no conocíamos. Si has sido tú, no tienes que hacer nada.',
      button: 'Elegir nueva contraseña',
      note: 'Si no has sido tú, elige una nueva contraseña de inmediato.',
    },
    welcome: {
      subject: 'Te damos la bienvenida a {{appName}}',
      preheader: 'Tu cuenta está lista.',
      heading: 'Te damos la bienvenida a {{appName}}',
      lead: 'Tu cuenta está lista. Nos alegra tenerte aquí.',
      button: 'Abrir {{appName}}',
      note: 'Si no te has registrado en {{appName}}, avísanos: es posible que alguien haya usado tu dirección.',
    },
    identityLinked: {
      subject: 'Nueva forma de iniciar sesión en tu cuenta de {{appName}}',
      preheader: 'Ya puedes iniciar sesión con {{provider}}.',
      heading: 'Nueva forma de iniciar sesión',
      lead: 'A partir de ahora puedes iniciar sesión en tu cuenta de {{appName}} con {{provider}}.',
      button: 'Revisar tu cuenta',
      note: 'Si no has sido tú, ponte en contacto con nosotros de inmediato: otra persona podría iniciar sesión en tu cuenta.',
    },
  },
}
