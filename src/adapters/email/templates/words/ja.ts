/** The mails in Japanese, in the polite form. */
import type { Words } from './words'

export const ja: Words = {
  linkHint: 'ボタンを押しても開かない場合は、次のリンクを開いてください。',
  expiry: 'このリンクの有効期間は{{expiresIn}}です。',
  colon: '：',
  details: {
    when: '日時',
    device: '端末',
    ip: 'IPアドレス',
  },
  mails: {
    verification: {
      subject: '{{appName}}：メールアドレスの確認',
      preheader: 'あと一歩でメールアドレスの確認が完了します。',
      heading: 'メールアドレスの確認',
      lead: 'このメールアドレスがご本人のものであることを確認してください。',
      button: 'メールアドレスを確認する',
      note: '{{appName}}に登録した覚えがない場合は、このメールを無視してください。',
    },
    passwordReset: {
      subject: '{{appName}}：新しいパスワードの設定',
      preheader: 'パスワードを設定するためのリンクをお送りします。',
      heading: '新しいパスワードの設定',
      lead: '{{appName}}のアカウントについて、新しいパスワードのご依頼を受け付けました。下のボタンから設定してください。',
      button: '新しいパスワードを設定する',
      note: 'お心当たりがない場合は、このメールを無視してください。パスワードは変更されません。',
    },
    accountLocked: {
      subject: '{{appName}}：アカウントが一時的にロックされました',
      preheader: 'ログインの失敗が続いたためです。',
      heading: 'アカウントが一時的にロックされました',
      lead: 'ログインの失敗が続いたため、アカウントを{{#until}}{{until}}まで{{/until}}{{^until}}一時的に{{/until}}ロックしました。',
      button: '新しいパスワードを設定する',
      note: 'ご本人による操作の場合は、しばらく待ってからもう一度お試しください{{#link}}。または、新しいパスワードを設定してください{{/link}}。お心当たりがない場合も、ロックによりアカウントは保護されていますので、操作は必要ありません。',
    },
    passwordChanged: {
      subject: '{{appName}}：パスワードが変更されました',
      preheader: 'ご本人による変更の場合、操作は必要ありません。',
      heading: 'パスワードが変更されました',
      lead: '{{appName}}のアカウントのパスワードが変更されました。ご本人による変更の場合、操作は必要ありません。',
      button: '新しいパスワードを設定する',
      note: 'お心当たりがない場合は、すぐに新しいパスワードを設定してください。第三者がアカウントにアクセスしている可能性があります。',
    },
    emailChanged: {
      subject: '{{appName}}：メールアドレスが変更されました',
      preheader: '今後は新しいアドレスにお送りします。',
      heading: 'メールアドレスが変更されました',
      lead: '{{appName}}のアカウントのメールアドレスが{{newEmail}}に変更されました。以前のアドレスへのメールはこれが最後です。',
      button: 'サポートを受ける',
      note: 'お心当たりがない場合は、すぐにご連絡ください。第三者がアカウントにアクセスしている可能性があります。',
    },
    newDevice: {
      subject: '{{appName}}：新しい端末からのログイン',
      preheader: 'これまで使われていない端末からログインがありました。',
      heading: '新しい端末からのログイン',
      lead: '{{appName}}のアカウントに、これまで使われていない端末からログインがありました。ご本人によるログインの場合、操作は必要ありません。',
      button: '新しいパスワードを設定する',
      note: 'お心当たりがない場合は、すぐに新しいパスワードを設定してください。',
    },
    welcome: {
      subject: '{{appName}}へようこそ',
      preheader: 'アカウントの準備ができました。',
      heading: '{{appName}}へようこそ',
      lead: 'アカウントの準備ができました。ご登録ありがとうございます。',
      button: '{{appName}}を開く',
      note: '{{appName}}に登録した覚えがない場合は、お知らせください。第三者がこのアドレスを使用した可能性があります。',
    },
    identityLinked: {
      subject: '{{appName}}：ログイン方法が追加されました',
      preheader: '{{provider}}でログインできるようになりました。',
      heading: 'ログイン方法が追加されました',
      lead: '{{appName}}のアカウントに、{{provider}}でログインできるようになりました。',
      button: 'アカウントを確認する',
      note: 'お心当たりがない場合は、すぐにご連絡ください。第三者がアカウントにログインできる可能性があります。',
    },
  },
}
