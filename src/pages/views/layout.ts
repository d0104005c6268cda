/** The one layout of all pages, and what the kinds of pages have in it. Mustache, escaped by where a value stands. */

const head = `<!doctype html>
<html lang="{{locale}}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>{{heading}} · {{appName}}</title>
<link rel="stylesheet" href="./assets/pages.css?{{styleVersion}}">
<link rel="icon" href="./assets/icon.svg?{{styleVersion}}" type="image/svg+xml">
<script src="./assets/pages.js?{{scriptVersion}}" defer></script>
</head>
<body>
<header>{{#logoUrl}}<img src="{{logoUrl}}" alt="{{appName}}" height="40">{{/logoUrl}}{{^logoUrl}}{{appName}}{{/logoUrl}}</header>
<main class="{{mark}}">
<h1 id="heading">{{heading}}</h1>
<p id="lead">{{lead}}</p>
`

const foot = `{{#note}}<p class="note">{{note}}</p>
{{/note}}
</main>
{{#footer}}<footer>{{footer}}</footer>
{{/footer}}
</body>
</html>
`

/** The form's address leaves out the token, which then stands in no address that is asked for. */
const form = (
  fields: string,
) => `<form method="post" action="./{{action}}" aria-labelledby="heading" novalidate>
<input type="hidden" name="locale" value="{{locale}}">
{{#token}}<input type="hidden" name="token" value="{{token}}">
{{/token}}
{{#formToken}}<input type="hidden" name="form" value="{{formToken}}">
{{/formToken}}
${fields}<button type="submit">{{button}}</button>
</form>
`

const problem = `{{#problem}}<p class="problem" id="problem" role="alert">{{problem}}</p>
{{/problem}}
`
const marked = '{{#problem}} aria-invalid="true" autofocus{{/problem}}'

const email = `<label for="email">{{emailLabel}}</label>
${problem}<input id="email" name="email" type="email" value="{{email}}" autocomplete="email" maxlength="254" required aria-describedby="{{#problem}}problem {{/problem}}lead"${marked}>
`

/** Password managers keep a password with the name beside it. */
const password = `{{#username}}<input type="text" name="username" value="{{username}}" autocomplete="username" hidden>
{{/username}}
<label for="new-password">{{passwordLabel}}</label>
${problem}<div class="field">
<input id="new-password" name="new_password" type="password" autocomplete="new-password" maxlength="1000" required aria-describedby="{{#problem}}problem {{/problem}}rules"${marked}{{#minLength}} data-min-length="{{minLength}}"{{/minLength}} data-show="{{show}}" data-hide="{{hide}}" data-show-password="{{showPassword}}">
</div>
<p class="note" id="rules">{{#minLength}}<span id="least">{{least}}</span> {{/minLength}}{{advice}}{{#hasRefusals}} {{refusals}}{{/hasRefusals}}</p>
`

const page = (content: string) => head + content + foot

/** What a page asks of whoever reads it. */
export type Kind = 'nothing' | 'press' | 'email' | 'password'

/** The source of each kind of page. */
export const layouts: Record<Kind, string> = {
  nothing: page(''),
  press: page(form('')),
  email: page(form(email)),
  password: page(form(password)),
}
