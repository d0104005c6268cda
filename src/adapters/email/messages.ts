/** The two messages of Parse Server, verification and password reset, as subject, text and HTML. */
import Mustache from 'mustache'

/** What a message is made of. */
export interface MessageData {
  appName: string
  link: string
}

/** A message ready to be sent. */
export interface Message {
  subject: string
  text: string
  html: string
}

interface Wording {
  subject: string
  lead: string
  button: string
  note: string
}

const verification: Wording = {
  subject: 'Confirm your e-mail address for {{{appName}}}',
  lead: 'Please confirm that this is your e-mail address.',
  button: 'Confirm e-mail address',
  note: 'If you did not sign up for {{{appName}}}, you can ignore this mail.',
}

const passwordReset: Wording = {
  subject: 'Choose a new password for {{{appName}}}',
  lead: 'You asked for a new password.',
  button: 'Choose a new password',
  note: 'If you did not ask for it, you can ignore this mail: your password stays as it is.',
}

const plain = `{{{lead}}}

{{{button}}}:
{{{link}}}

{{{note}}}

{{{appName}}}
`

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>{{subject}}</title>
</head>
<body style="margin:0;padding:32px 16px;font:16px/1.5 system-ui,-apple-system,'Segoe UI',sans-serif">
<div style="max-width:480px;margin:0 auto">
<p style="font-size:20px;font-weight:600">{{appName}}</p>
<p>{{lead}}</p>
<p><a href="{{link}}" style="display:inline-block;padding:12px 20px;border-radius:8px;background:#1a56db;color:#ffffff;text-decoration:none">{{button}}</a></p>
<p style="font-size:14px">Or open this link:<br><a href="{{link}}" style="word-break:break-all">{{link}}</a></p>
<p style="font-size:14px">{{note}}</p>
</div>
</body>
</html>
`

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Mustache's own escape also takes slashes and equal signs, which leaves links that no one can read or find. */
const escape = (value: string) => value.replace(/[&<>"']/g, (character) => entities[character] ?? character)

function render(wording: Wording, data: MessageData): Message {
  const view = {
    ...data,
    lead: wording.lead,
    button: wording.button,
    note: Mustache.render(wording.note, data),
    subject: Mustache.render(wording.subject, data),
  }
  return {
    subject: view.subject,
    text: Mustache.render(plain, view),
    html: Mustache.render(page, view, {}, { escape }),
  }
}

/** The mail that asks someone to confirm their e-mail address. */
export const verificationMessage = (data: MessageData): Message => render(verification, data)

/** The mail with the link to choose a new password. */
export const passwordResetMessage = (data: MessageData): Message => render(passwordReset, data)
