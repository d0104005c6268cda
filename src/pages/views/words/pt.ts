/** The pages in Portuguese. */
import type { Words } from './words'

export const pt: Words = {
  labels: {
    emailLabel: 'Endereço de e-mail',
    usernameLabel: 'E-mail ou nome de usuário',
    ownPasswordLabel: 'Senha',
    codeLabel: 'Código do segundo fator',
    forgotLink: 'Esqueceu a senha?',
    resendLink: 'Enviar a confirmação de novo',
    signInLink: 'Já tem uma conta? Entre',
    signUpLink: 'Novo por aqui? Crie uma conta',
    or: 'ou',
    withProvider: 'Continuar com {{provider}}',
    passwordLabel: 'Nova senha',
    show: 'Mostrar',
    hide: 'Ocultar',
    showPassword: 'Mostrar a senha',
    least: 'Pelo menos {{minLength}} caracteres.',
    advice: 'Três ou quatro palavras ao acaso funcionam bem.',
    strengthLabel: 'Força',
    strengthLevels: 'muito fraca|fraca|média|boa|forte',
    refusals: 'Senhas comuns, o seu nome e o seu endereço são recusados.',
  },
  problems: {
    emailInvalid: 'Digite um endereço de e-mail, como ana@example.com.',
    emailTaken:
      'Já existe uma conta com este endereço: entre{{#hasMail}} ou escolha uma nova senha{{/hasMail}}.',
    emailInvited: 'Este convite é para outro endereço: cadastre-se com o e-mail que foi convidado.',
    emailDomain: 'Endereços de e-mail de {{domain}} não são aceitos aqui.',
    emailOnly: 'Use um endereço de e-mail de {{domain}}.',
    signUpClosed: 'O cadastro está fechado.',
    signUpRefused: 'Não funcionou{{#reason}}: {{reason}}{{/reason}}{{^reason}}.{{/reason}}',
    accountBlocked:
      'Esta conta está bloqueada{{#until}} até {{until}}{{/until}}{{#reason}}: {{reason}}{{/reason}}{{^reason}}.{{/reason}}',
    signInWrong: 'O nome de usuário e a senha não conferem.',
    signInLocked:
      'Esta conta está bloqueada depois de tentativas demais. Tente mais tarde{{#resetUnlocks}} ou escolha uma nova senha{{/resetUnlocks}}.',
    signInUnverified: 'Confirme primeiro o seu e-mail: abra o link da nossa mensagem.',
    signInCode:
      'Esta conta tem um segundo fator: digite o código, ou um de recuperação, e, de novo, a sua senha.',
    signInRefused: 'Você não pode entrar{{#reason}}: {{reason}}{{/reason}}{{^reason}}.{{/reason}}',
    codeWrong: 'Este código está errado ou já foi usado. Digite o próximo.',
    providerFailed: '{{provider}} não confirmou a sua entrada. Tente de novo ou escolha outro caminho.',
    providerOver:
      'Esta entrada com {{provider}} terminou: demorou demais, já foi usada ou começou em outro navegador. Comece de novo.',
    providerTaken: 'Outra conta já tem o seu endereço. Entre nela como antes.',
    providerUnverified: '{{provider}} não confirmou o seu e-mail. Confirme-o lá e entre de novo.',
    currentWrong: 'Esta não é a sua senha atual.',
    notFresh: 'Para isso, entre de novo primeiro: já faz um tempo.',
    notByOperator: 'Para isso, a própria pessoa tem de entrar: esta sessão foi aberta pelo nosso suporte.',
    otherOwner:
      'Nada foi feito: este formulário era de outra conta ou antigo demais. Esta é a conta que está conectada agora.',
    nameMissing: 'Digite um nome de usuário.',
    nameTaken: 'Este nome de usuário já existe: escolha outro.',
    nameInvisible: 'O nome de usuário tem caracteres invisíveis: digite-o de novo.',
    nameLong: 'É longo demais: use no máximo 256 caracteres.',
    addressTaken: 'Outra conta tem este endereço.',
    notConfirmed: 'Confirme que é isso mesmo que você quer.',
    notLinked: '{{provider}} não foi vinculado. Tente de novo.',
    linkTaken: '{{provider}} não foi vinculado: essa entrada pertence aqui a outra conta.',
    lastWay: '{{provider}} é o único acesso a esta conta: adicione outro antes.',
    changeRefused: 'Não deu certo{{#reason}}: {{reason}}{{/reason}}{{^reason}}.{{/reason}}',
    passwordMissing: 'Digite uma nova senha.',
    passwordShort: 'Esta senha é curta demais: use pelo menos {{minLength}} caracteres.',
    passwordLong:
      'Esta senha é longa demais: use no máximo 72 letras simples, ou menos de outros caracteres.',
    passwordCommon: 'Esta é uma das senhas mais comuns: escolha uma mais difícil de adivinhar.',
    passwordPersonal: 'Outros sabem isto de você ou de {{appName}}: escolha outra senha.',
    passwordBreached:
      'Esta senha apareceu em um vazamento de dados: escolha uma que não use em nenhum outro lugar.',
    passwordRefused: 'Esta senha não pode ser usada{{#reason}}: {{reason}}{{/reason}}{{^reason}}.{{/reason}}',
  },
  pages: {
    verifyEmail: {
      heading: 'Confirme seu endereço de e-mail',
      lead: 'Um clique, e sabemos que este endereço é seu.',
      button: 'Confirmar o e-mail',
      note: 'Se você não se cadastrou em {{appName}}, basta fechar esta página.',
    },
    verified: {
      heading: 'Seu endereço de e-mail está confirmado',
      lead: 'Obrigado. Você pode fechar esta página e continuar em {{appName}}.',
    },
    alreadyVerified: {
      heading: 'Seu endereço de e-mail já está confirmado',
      lead: 'Este link já foi usado. Não há mais nada a fazer: você pode fechar esta página.',
    },
    linkExpired: {
      heading: 'Este link é antigo demais',
      lead: 'Os links que confirmam um endereço duram só algum tempo. Peça um novo.',
      button: 'Enviar um novo link',
    },
    invalidLink: {
      heading: 'Este link não funciona mais',
      lead: 'Cada link funciona uma vez, e só o mais recente conta. Se o seu endereço ainda não está confirmado, peça um novo.',
      button: 'Enviar um novo link',
    },
    openAgain: {
      heading: 'Abra o link mais uma vez',
      lead: 'Esta página precisa do link completo: abra novamente o do e-mail.',
    },
    resend: {
      heading: 'Confirme seu endereço de e-mail',
      lead: 'Digite o endereço da sua conta de {{appName}}, e enviaremos um novo link para ele.',
      button: 'Enviar um novo link',
    },
    resendSent: {
      heading: 'Veja sua caixa de entrada',
      lead: 'Se uma conta com este endereço espera confirmação, um novo link está a caminho.',
      note: 'Pode levar alguns minutos. Não chegou nada? Veja também no spam.',
    },
    forgotPassword: {
      heading: 'Escolha uma nova senha',
      lead: 'Digite o endereço da sua conta de {{appName}}, e enviaremos um link para ele.',
      button: 'Enviar o link',
    },
    resetLinkInvalid: {
      heading: 'Este link não funciona mais',
      lead: 'Ele já foi usado, é antigo demais, ou um mais recente foi enviado. Peça um novo para escolher uma senha.',
      button: 'Enviar um novo link',
    },
    resetSent: {
      heading: 'Veja sua caixa de entrada',
      lead: 'Se houver uma conta com este endereço, um link para escolher uma nova senha está a caminho.',
      note: 'Pode levar alguns minutos. Não chegou nada? Veja também no spam.',
    },
    resetPassword: {
      heading: 'Escolha uma nova senha',
      lead: 'Para a sua conta de {{appName}}.',
      button: 'Salvar a senha',
    },
    passwordSaved: {
      heading: 'Sua nova senha está salva',
      lead: 'A partir de agora, entre com a nova senha.{{#signedOut}} Você saiu de todos os dispositivos.{{/signedOut}}{{#unlocked}} Se a sua conta estava bloqueada, está aberta de novo.{{/unlocked}}',
      note: 'Você pode fechar esta página.',
    },
    signIn: {
      heading: 'Entrar',
      lead: 'Na sua conta de {{appName}}.',
      button: 'Entrar',
    },
    signUp: {
      heading: 'Crie sua conta',
      lead: '{{appName}} só precisa de um endereço e de uma senha.',
      button: 'Criar a conta',
    },
    leaving: {
      heading: 'Vamos para {{provider}}',
      lead: 'Você entra lá e depois volta para {{appName}}.',
      button: 'Continuar',
    },
    secondFactor: {
      heading: 'Digite o seu código',
      lead: '{{provider}} confirmou quem você é. A sua conta tem também um segundo fator: digite o código do seu aplicativo ou um dos seus códigos de recuperação.',
      button: 'Entrar',
    },
    signOut: {
      heading: 'Sair?',
      lead: 'Você sai de {{appName}} neste dispositivo.',
      button: 'Sair',
    },
    signingOut: {
      heading: 'Vamos para {{provider}}',
      lead: 'Você sai de lá também e depois volta para {{appName}}.',
      button: 'Continuar',
    },
    signedOut: {
      heading: 'Você saiu',
      lead: 'Você saiu de {{appName}} em todos os dispositivos.{{#provider}} Em {{provider}}, talvez você ainda esteja conectado.{{/provider}}',
    },
    account: {
      heading: 'Sua conta',
      lead: 'Você entrou em {{appName}} como {{who}}.',
    },
    accountDeleted: {
      heading: 'Sua conta foi excluída',
      lead: 'Ela não existe mais, nem nada do que pertencia a ela.',
    },
    confirmAddress: {
      heading: 'Mais um passo',
      lead: 'Enviamos um link para o seu endereço. Abra-o para confirmar o endereço e depois entre.',
    },
    stopEmailChange: {
      heading: 'Interromper a alteração do seu e-mail?',
      lead: 'Alguém solicitou um novo e-mail para sua conta em {{appName}}. Se não foi você, interrompa a alteração aqui.',
      button: 'Interromper a alteração',
      note: 'Se foi você, não é preciso fazer nada: basta fechar esta página.',
    },
    emailChangeStopped: {
      heading: 'A alteração foi interrompida',
      lead: 'O e-mail da sua conta em {{appName}} continua o mesmo.',
      note: 'Escolha imediatamente uma nova senha para {{appName}}: quem pediu a alteração pode ter acesso à sua conta.',
    },
    emailChangeOver: {
      heading: 'Este link não é mais válido',
      lead: 'Ele já foi usado, ou a alteração já terminou.',
      note: 'Se você não alterou o e-mail da sua conta em {{appName}}, escolha uma nova senha imediatamente ou entre em contato conosco.',
    },
    logInAs: {
      heading: 'Entrar como {{username}}?',
      lead: 'Você recebe por uma hora uma sessão deste usuário em {{appName}}. Fica registrado que foi você.',
      button: 'Entrar',
      note: 'Saia da conta quando terminar.',
    },
    logInAsOver: {
      heading: 'Este link não funciona mais',
      lead: 'Ele já foi usado ou tem mais de cinco minutos. Peça um novo.',
    },
    tooMany: {
      heading: 'Tentativas demais',
      lead: 'Tente de novo em {{wait}}.',
    },
    tooLong: {
      heading: 'Era longo demais',
      lead: 'O que você enviou é mais longo do que o permitido. Volte e digite menos: uma senha também pode ser longa demais.',
    },
    refused: {
      heading: 'Não funcionou',
      lead: 'O formulário não veio desta página ou ficou aberto por tempo demais. Abra a página de novo e envie outra vez.',
    },
    atWork: {
      heading: 'Estamos em manutenção',
      lead: '{{#notice}}{{notice}}{{/notice}}{{^notice}}O login e o cadastro estão fechados por enquanto. Tente de novo mais tarde.{{/notice}}',
    },
    later: {
      heading: 'Não funcionou',
      lead: 'Algo não funciona neste momento. Tente de novo em alguns minutos.',
    },
  },
}
