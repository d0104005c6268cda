/** The one layout of all pages, and what the kinds of pages have in it. Mustache, escaped by where a value stands. */
import { accountParts } from './account/layout'

/** What stands in the `<head>` of every page. */
export const head = `<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>{{heading}} · {{appName}}</title>
<link rel="stylesheet" href="./{{up}}assets/pages.css?{{styleVersion}}">
<link rel="icon" href="./{{up}}assets/icon.svg?{{iconVersion}}" type="image/svg+xml">
<script src="./{{up}}assets/pages.js?{{scriptVersion}}" defer></script>
`

/** The frame around every page. */
export const layout = `<!doctype html>
<html lang="{{locale}}" dir="ltr">
<head>
{{> head}}
</head>
<body>
<header>{{#logoUrl}}<img src="{{logoUrl}}" alt="{{appName}}" height="40">{{/logoUrl}}{{^logoUrl}}{{appName}}{{/logoUrl}}</header>
<main class="{{mark}}">
{{> page}}
</main>
{{#footer}}<footer>{{footer}}</footer>
{{/footer}}
</body>
</html>
`

/** A page within it. */
export const page = `<h1 id="heading">{{heading}}</h1>
<p id="lead">{{lead}}</p>
{{> form}}
{{#note}}<p class="note">{{note}}</p>
{{/note}}
`

const hidden = `<input type="hidden" name="locale" value="{{locale}}">
{{#formToken}}<input type="hidden" name="form" value="{{formToken}}">
{{/formToken}}
{{#next}}<input type="hidden" name="next" value="{{next}}">
{{/next}}
{{#challenge}}<input type="hidden" name="code_challenge" value="{{challenge}}">
{{/challenge}}
{{#needsFresh}}<input type="hidden" name="fresh" value="1">
{{/needsFresh}}
`

const invitation = `{{#invitation}}<input type="hidden" name="invitation" value="{{invitation}}">
{{/invitation}}
`

/** The form's address leaves out the token, which then stands in no address that is asked for. */
const form = (
  fields: string,
) => `<form method="post" action="./{{up}}{{action}}" aria-labelledby="heading" novalidate>
${hidden}{{#token}}<input type="hidden" name="token" value="{{token}}">
{{/token}}
${invitation}${fields}<button type="submit">{{button}}</button>
</form>
`

/** What is wrong with a field stands above it. */
const problemOf = (
  field: string,
) => `{{#${field}Problem}}<p class="problem" id="problem" role="alert">{{${field}Problem}}</p>
{{/${field}Problem}}
`

/** Who else people can sign in with: each has a form of its own. @param more what it sends beside the provider */
const providers = (more: string) => `{{#hasProviders}}<p class="or">{{or}}</p>
{{#providers}}<form class="way" method="post" action="./{{up}}sign-in-with">
${hidden}${more}<input type="hidden" name="provider" value="{{providerName}}">
<button type="submit">{{withProvider}}</button>
</form>
{{/providers}}{{/hasProviders}}
`

/** @param described what tells of the field, beside what is wrong with it */
const marks = (field: string, described: string) =>
  `required aria-describedby="{{#${field}Problem}}problem {{/${field}Problem}}${described}"{{#${field}Problem}} aria-invalid="true" autofocus{{/${field}Problem}}`

const email = (autocomplete: string) => `<label for="email">{{emailLabel}}</label>
${problemOf('email')}<input id="email" name="email" type="email" value="{{email}}" autocomplete="${autocomplete}" maxlength="254" ${marks('email', 'lead')}>
`

const toggled = 'data-show="{{show}}" data-hide="{{hide}}" data-show-password="{{showPassword}}"'

/** Filled by the script, which loads what it needs for it when somebody types. */
const strength = `<p class="strength" id="strength" role="status" data-label="{{strengthLabel}}" data-levels="{{strengthLevels}}" data-src="./{{up}}assets/strength.js?{{strengthVersion}}"></p>
`

const newPassword = (label: string) => `<label for="new-password">{{${label}}}</label>
${problemOf('password')}<div class="field">
<input id="new-password" name="new_password" type="password" autocomplete="new-password" maxlength="1000" ${marks('password', 'rules')}{{#minLength}} data-min-length="{{minLength}}"{{/minLength}} ${toggled}>
</div>
${strength}<p class="note" id="rules">{{#minLength}}<span id="least">{{least}}</span> {{/minLength}}{{advice}}{{#hasRefusals}} {{refusals}}{{/hasRefusals}}</p>
`

/** Password managers keep a password with the name beside it. */
const whose = `{{#username}}<input type="text" name="username" value="{{username}}" autocomplete="username" hidden>
{{/username}}
`

/** With letters on the keyboard, too: it takes recovery codes. */
const code = `<label for="code">{{codeLabel}}</label>
${problemOf('code')}<input id="code" name="code" type="text" autocomplete="one-time-code" autocapitalize="none" spellcheck="false" maxlength="100" ${marks('code', 'lead')}>
`

const credentials = `<label for="username">{{usernameLabel}}</label>
${problemOf('username')}<input id="username" name="username" type="text" value="{{username}}" autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="254" ${marks('username', 'lead')}>
<label for="password">{{ownPasswordLabel}}</label>
<div class="field">
<input id="password" name="password" type="password" autocomplete="current-password" maxlength="1000" required ${toggled}>
</div>
{{#asksCode}}${code}{{/asksCode}}
`

/** Of somebody who is back from a provider: with what they have brought. */
const secondFactor = `<input type="hidden" name="sealed" value="{{sealed}}">
<input type="hidden" name="provider" value="{{providerName}}">
${code}`

const query =
  '?locale={{locale}}{{#nextInQuery}}&amp;next={{nextInQuery}}{{/nextInQuery}}{{#challenge}}&amp;code_challenge={{challenge}}{{/challenge}}{{#invitation}}&amp;invitation={{invitation}}{{/invitation}}'
const link = (
  page: string,
  label: string,
) => `<p class="link"><a href="./{{up}}${page}${query}">{{${label}}}</a></p>
`
const mailLinks = `{{#hasMail}}${link('forgot-password', 'forgotLink')}{{/hasMail}}{{#isUnverified}}${link('resend', 'resendLink')}{{/isUnverified}}`

/** What a page asks of whoever reads it. */
export type Kind =
  'nothing' | 'account' | 'press' | 'leaving' | 'email' | 'password' | 'signIn' | 'signUp' | 'code'

/** Beside which fields each kind of page tells what is wrong, where that has no section of its own: first what takes the rest. */
export const problemPlaces: Partial<Record<Kind, string[]>> = {
  email: ['email'],
  code: ['code'],
  password: ['password'],
  signIn: ['username', 'provider', 'code'],
  signUp: ['email', 'password', 'provider'],
}

/** What works on each kind of page, with all that its forms send. */
export const contents: Record<Kind, string> = {
  nothing: '',
  account: accountParts,
  press: form(''),
  leaving: '<p><a class="button" href="{{url}}">{{button}}</a></p>\n',
  email: form(email('email')),
  code: form(secondFactor),
  password: form(whose + newPassword('passwordLabel')),
  signIn:
    problemOf('provider') + form(credentials) + providers('') + mailLinks + link('sign-up', 'signUpLink'),
  signUp:
    problemOf('provider') +
    form(email('username') + newPassword('ownPasswordLabel')) +
    providers(invitation) +
    link('sign-in', 'signInLink'),
}
