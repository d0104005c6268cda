/** The pages in Japanese. */
import type { Words } from './words'

export const ja: Words = {
  labels: {
    emailLabel: 'メールアドレス',
    usernameLabel: 'メールアドレスまたはユーザー名',
    ownPasswordLabel: 'パスワード',
    codeLabel: '二段階認証のコード',
    forgotLink: 'パスワードをお忘れですか？',
    resendLink: '確認メールをもう一度送る',
    signInLink: 'アカウントをお持ちの方はログイン',
    signUpLink: 'はじめての方はアカウントを作成',
    or: 'または',
    withProvider: '{{provider}}で続ける',
    passwordLabel: '新しいパスワード',
    show: '表示',
    hide: '隠す',
    showPassword: 'パスワードを表示',
    least: '{{minLength}}文字以上にしてください。',
    advice: '無関係な単語を3つか4つ並べると安全です。',
    strengthLabel: '強度',
    strengthLevels: 'とても弱い|弱い|普通|良い|強い',
    refusals: 'よく使われるパスワードや、お名前、メールアドレスは使えません。',
  },
  problems: {
    emailInvalid: 'メールアドレスを入力してください（例: hanako@example.com）。',
    emailTaken:
      'このアドレスのアカウントはすでにあります。{{#hasMail}}ログインするか、新しいパスワードを設定してください。{{/hasMail}}{{^hasMail}}ログインしてください。{{/hasMail}}',
    emailInvited: 'この招待は別のアドレス宛てです。招待を受けたメールアドレスで登録してください。',
    emailDomain: '{{domain}}のメールアドレスは利用できません。',
    emailOnly: '{{domain}}のメールアドレスを使ってください。',
    signUpClosed: '新規登録は受け付けていません。',
    signUpRefused: 'うまくいきませんでした{{#reason}}: {{reason}}{{/reason}}{{^reason}}。{{/reason}}',
    accountBlocked:
      'このアカウントは{{#until}}{{until}}まで{{/until}}利用を停止されています。{{#reason}}{{reason}}{{/reason}}',
    signInWrong: 'ユーザー名とパスワードが一致しません。',
    signInLocked:
      '試行回数が多すぎるため、このアカウントはロックされています。後でもう一度お試しください。{{#resetUnlocks}}新しいパスワードを設定することもできます。{{/resetUnlocks}}',
    signInUnverified: '先にメールアドレスを確認してください。お送りしたメールのリンクを開いてください。',
    signInCode:
      'このアカウントには二段階認証が設定されています。コードかリカバリーコードと、パスワードをもう一度入力してください。',
    signInRefused: 'ログインできません{{#reason}}: {{reason}}{{/reason}}{{^reason}}。{{/reason}}',
    codeWrong: 'コードが正しくないか、すでに使われています。次のコードを入力してください。',
    providerFailed:
      '{{provider}}でログインできませんでした。もう一度お試しいただくか、別の方法をお選びください。',
    providerOver:
      'この{{provider}}でのログインは終了しています。時間がかかりすぎたか、すでに使用されたか、別のブラウザーで開始されたものです。もう一度始めてください。',
    providerTaken:
      'このメールアドレスは別のアカウントですでに使われています。これまでの方法でそのアカウントにログインしてください。',
    providerUnverified:
      '{{provider}}ではメールアドレスが確認されていません。そちらで確認してから、もう一度ログインしてください。',
    currentWrong: '現在のパスワードと一致しません。',
    notFresh: '時間がたっています。もう一度ログインしてから操作してください。',
    notByOperator: 'この操作には、ご本人のログインが必要です。このセッションはサポートが開いたものです。',
    otherOwner:
      '何も変更していません。このフォームは別のアカウントのものか、古すぎます。現在ログイン中のアカウントを表示しています。',
    nameMissing: 'ユーザー名を入力してください。',
    nameTaken: 'このユーザー名は使われています。別のものをお選びください。',
    nameInvisible: 'ユーザー名に見えない文字が含まれています。入力し直してください。',
    nameLong: '長すぎます。256文字以内で入力してください。',
    addressTaken: 'このメールアドレスは別のアカウントで使われています。',
    notConfirmed: '確認のチェックを入れてください。',
    notLinked: '{{provider}}と連携できませんでした。もう一度お試しください。',
    linkTaken: '{{provider}}と連携できませんでした。このログインは別のアカウントで使われています。',
    lastWay: '{{provider}}はこのアカウントの唯一のログイン方法です。先に別の方法を追加してください。',
    changeRefused: 'うまくいきませんでした{{#reason}}: {{reason}}{{/reason}}{{^reason}}。{{/reason}}',
    passwordMissing: '新しいパスワードを入力してください。',
    passwordShort: 'パスワードが短すぎます。{{minLength}}文字以上にしてください。',
    passwordLong: 'パスワードが長すぎます。英字で72文字以内にしてください。',
    passwordCommon: 'とてもよく使われるパスワードです。推測されにくいものを選んでください。',
    passwordPersonal: 'ご本人や{{appName}}について知られている言葉です。別のパスワードを選んでください。',
    passwordBreached: 'このパスワードは情報漏えいで流出しています。ほかで使っていないものを選んでください。',
    passwordRefused: 'このパスワードは使えません{{#reason}}: {{reason}}{{/reason}}{{^reason}}。{{/reason}}',
  },
  pages: {
    verifyEmail: {
      heading: 'メールアドレスの確認',
      lead: 'ボタンを押すと、このアドレスがご本人のものだと確認されます。',
      button: 'メールアドレスを確認する',
      note: '{{appName}}に登録した覚えがない場合は、このページを閉じてください。',
    },
    verified: {
      heading: 'メールアドレスを確認しました',
      lead: 'ありがとうございます。このページを閉じて、{{appName}}をお使いください。',
    },
    alreadyVerified: {
      heading: 'メールアドレスは確認済みです',
      lead: 'このリンクはすでに使われています。もう何もする必要はありません。このページを閉じてください。',
    },
    linkExpired: {
      heading: 'リンクの有効期限が切れています',
      lead: 'アドレスを確認するリンクには期限があります。新しいリンクをお送りします。',
      button: '新しいリンクを送る',
    },
    invalidLink: {
      heading: 'このリンクは使えません',
      lead: 'リンクは一度だけ使え、最新のものだけが有効です。アドレスがまだ確認されていない場合は、新しいリンクをお送りします。',
      button: '新しいリンクを送る',
    },
    openAgain: {
      heading: 'リンクをもう一度開いてください',
      lead: 'このページには完全なリンクが必要です。メールのリンクをもう一度開いてください。',
    },
    resend: {
      heading: 'メールアドレスの確認',
      lead: '{{appName}}のアカウントのメールアドレスを入力してください。新しいリンクをお送りします。',
      button: '新しいリンクを送る',
    },
    resendSent: {
      heading: 'メールをご確認ください',
      lead: 'このアドレスのアカウントが確認待ちの場合、新しいリンクをお送りしました。',
      note: '届くまで数分かかることがあります。届かないときは、迷惑メールもご覧ください。',
    },
    forgotPassword: {
      heading: '新しいパスワードの設定',
      lead: '{{appName}}のアカウントのメールアドレスを入力してください。リンクをお送りします。',
      button: 'リンクを送る',
    },
    resetLinkInvalid: {
      heading: 'このリンクは使えません',
      lead: 'すでに使われたか、期限が切れたか、新しいリンクが送られています。パスワードを設定するには、新しいリンクをお求めください。',
      button: '新しいリンクを送る',
    },
    resetSent: {
      heading: 'メールをご確認ください',
      lead: 'このアドレスのアカウントがある場合、新しいパスワードを設定するリンクをお送りしました。',
      note: '届くまで数分かかることがあります。届かないときは、迷惑メールもご覧ください。',
    },
    resetPassword: {
      heading: '新しいパスワードの設定',
      lead: '{{appName}}のアカウント用です。',
      button: 'パスワードを保存する',
    },
    passwordSaved: {
      heading: '新しいパスワードを保存しました',
      lead: 'これからは新しいパスワードでログインしてください。{{#signedOut}}すべての端末からログアウトしました。{{/signedOut}}{{#unlocked}}アカウントがロックされていた場合は、解除されました。{{/unlocked}}',
      note: 'このページを閉じてください。',
    },
    signIn: {
      heading: 'ログイン',
      lead: '{{appName}}のアカウントにログインします。',
      button: 'ログイン',
    },
    signUp: {
      heading: 'アカウントの作成',
      lead: '{{appName}}に必要なのはメールアドレスとパスワードだけです。',
      button: 'アカウントを作成',
    },
    leaving: {
      heading: '{{provider}}へ移動します',
      lead: 'そちらでログインすると、{{appName}}に戻ります。',
      button: '続ける',
    },
    secondFactor: {
      heading: 'コードを入力してください',
      lead: '{{provider}}でのログインを確認しました。このアカウントには二段階認証が設定されています。アプリに表示されるコードか、リカバリーコードを入力してください。',
      button: 'ログイン',
    },
    signOut: {
      heading: 'ログアウトしますか？',
      lead: 'この端末で{{appName}}からログアウトします。',
      button: 'ログアウト',
    },
    signingOut: {
      heading: '{{provider}}へ移動します',
      lead: 'そちらでもログアウトすると、{{appName}}に戻ります。',
      button: '続ける',
    },
    signedOut: {
      heading: 'ログアウトしました',
      lead: 'すべての端末で{{appName}}からログアウトしました。{{#provider}}{{provider}}にはまだログインしている可能性があります。{{/provider}}',
    },
    account: {
      heading: 'アカウント',
      lead: '{{appName}}に{{who}}としてログインしています。',
    },
    accountDeleted: {
      heading: 'アカウントを削除しました',
      lead: 'アカウントと、それに属するものはすべてなくなりました。',
    },
    confirmAddress: {
      heading: 'あと一歩です',
      lead: 'メールアドレスにリンクをお送りしました。リンクを開いてアドレスを確認し、ログインしてください。',
    },
    stopEmailChange: {
      heading: 'メールアドレスの変更を中止しますか？',
      lead: '{{appName}}のアカウントのメールアドレスを変更する申請がありました。お心当たりがない場合は、ここで変更を中止してください。',
      button: '変更を中止する',
      note: 'ご本人による申請の場合、操作は必要ありません。このページを閉じてください。',
    },
    emailChangeStopped: {
      heading: '変更を中止しました',
      lead: '{{appName}}のアカウントのメールアドレスは変更されません。',
      note: 'すぐに{{appName}}の新しいパスワードを設定してください。変更を申請した第三者がアカウントにアクセスしている可能性があります。',
    },
    emailChangeOver: {
      heading: 'このリンクは無効です',
      lead: 'すでに使用されたか、変更の手続きが終了しています。',
      note: '{{appName}}のアカウントのメールアドレスをご自身で変更していない場合は、すぐに新しいパスワードを設定するか、お問い合わせください。',
    },
    logInAs: {
      heading: '{{username}} としてログインしますか',
      lead: '{{appName}} でこのユーザーのセッションが1時間開きます。あなたが行ったことは記録されます。',
      button: 'ログイン',
      note: '終わったらログアウトしてください。',
    },
    logInAsOver: {
      heading: 'このリンクは使えません',
      lead: 'すでに使われたか、5分以上たっています。新しいリンクを取得してください。',
    },
    tooMany: {
      heading: '試行回数が多すぎます',
      lead: '{{wait}}後にもう一度お試しください。',
    },
    tooLong: {
      heading: '入力が長すぎます',
      lead: '送信された内容が長すぎます。前のページに戻り、短くしてください。パスワードにも長さの上限があります。',
    },
    refused: {
      heading: 'うまくいきませんでした',
      lead: 'このページ以外から送られたか、長く開いたままでした。ページを開き直して、もう一度お送りください。',
    },
    atWork: {
      heading: 'メンテナンス中です',
      lead: '{{#notice}}{{notice}}{{/notice}}{{^notice}}現在、ログインと新規登録を停止しています。後ほどもう一度お試しください。{{/notice}}',
    },
    later: {
      heading: 'うまくいきませんでした',
      lead: '現在、一部の機能がご利用になれません。数分後にもう一度お試しください。',
    },
  },
}
