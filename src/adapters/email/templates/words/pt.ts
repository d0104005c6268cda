/** The mails in Portuguese as it is written in Brazil, with "você". */
import type { Words } from './words'

export const pt: Words = {
  linkHint: 'Se o botão não funcionar, abra este link:',
  expiry: 'Este link é válido por {{expiresIn}}.',
  colon: ':',
  details: {
    when: 'Quando',
    device: 'Dispositivo',
    ip: 'Endereço IP',
  },
  mails: {
    verification: {
      subject: 'Confirme seu e-mail para {{appName}}',
      preheader: 'Só mais um passo e seu endereço estará confirmado.',
      heading: 'Confirme seu e-mail',
      lead: 'Confirme que este endereço de e-mail é seu.',
      button: 'Confirmar e-mail',
      note: 'Se você não se cadastrou em {{appName}}, pode ignorar este e-mail.',
    },
    passwordReset: {
      subject: 'Escolha uma nova senha para {{appName}}',
      preheader: 'Aqui está o link que você pediu.',
      heading: 'Escolha uma nova senha',
      lead: 'Você pediu uma nova senha para sua conta em {{appName}}. Use o botão para escolhê-la.',
      button: 'Escolher nova senha',
      note: 'Se você não fez esse pedido, pode ignorar este e-mail: sua senha continua a mesma.',
    },
    accountLocked: {
      subject: 'Sua conta em {{appName}} está temporariamente bloqueada',
      preheader: 'Houve muitas tentativas de login sem sucesso.',
      heading: 'Sua conta está temporariamente bloqueada',
      lead: 'Houve muitas tentativas de login sem sucesso, por isso bloqueamos sua conta {{#until}}até {{until}}{{/until}}{{^until}}por um tempo{{/until}}.',
      button: 'Escolher nova senha',
      note: 'Se foi você, aguarde e tente novamente mais tarde{{#link}}, ou escolha uma nova senha{{/link}}. Se não foi você, não é preciso fazer nada: o bloqueio impede o acesso de outras pessoas.',
    },
    passwordChanged: {
      subject: 'A senha da sua conta em {{appName}} foi alterada',
      preheader: 'Se foi você, não é preciso fazer nada.',
      heading: 'Sua senha foi alterada',
      lead: 'A senha da sua conta em {{appName}} foi alterada. Se foi você, não é preciso fazer nada.',
      button: 'Escolher nova senha',
      note: 'Se não foi você, escolha uma nova senha imediatamente: outra pessoa pode ter acesso à sua conta.',
    },
    emailChanged: {
      subject: 'O e-mail da sua conta em {{appName}} foi alterado',
      preheader: 'A partir de agora, escreveremos para o novo endereço.',
      heading: 'Seu e-mail foi alterado',
      lead: 'O e-mail da sua conta em {{appName}} agora é {{newEmail}}. Esta é nossa última mensagem para seu endereço antigo.',
      button: 'Obter ajuda',
      note: 'Se não foi você, entre em contato conosco imediatamente: outra pessoa pode ter acesso à sua conta.',
    },
    newDevice: {
      subject: 'Novo login na sua conta em {{appName}}',
      preheader: 'Alguém entrou usando um dispositivo que não conhecíamos.',
      heading: 'Novo login na sua conta',
      lead: 'Alguém entrou na sua conta em {{appName}} usando um dispositivo que não conhecíamos. Se foi você, não é preciso fazer nada.',
      button: 'Escolher nova senha',
      note: 'Se não foi você, escolha uma nova senha imediatamente.',
    },
    welcome: {
      subject: 'Boas-vindas a {{appName}}',
      preheader: 'Sua conta está pronta.',
      heading: 'Boas-vindas a {{appName}}',
      lead: 'Sua conta está pronta. É bom ter você aqui.',
      button: 'Abrir {{appName}}',
      note: 'Se você não se cadastrou em {{appName}}, avise-nos: alguém pode ter usado seu endereço.',
    },
    identityLinked: {
      subject: 'Nova forma de entrar na sua conta em {{appName}}',
      preheader: 'Agora você pode entrar com {{provider}}.',
      heading: 'Nova forma de entrar',
      lead: 'A partir de agora, você pode entrar na sua conta em {{appName}} com {{provider}}.',
      button: 'Revisar sua conta',
      note: 'Se não foi você, entre em contato conosco imediatamente: outra pessoa poderia entrar na sua conta.',
    },
  },
}
