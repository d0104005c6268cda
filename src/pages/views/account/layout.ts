/** What the account page has in it: one part for each thing that can be seen and changed. Each form opens without a script. */

/** What a form of the account page sends with all others. */
const hidden = (deed: string) => `<input type="hidden" name="locale" value="{{locale}}">
<input type="hidden" name="form" value="{{formToken}}">
<input type="hidden" name="owner" value="{{owner}}">
<input type="hidden" name="do" value="${deed}">
`

/** @param attributes of the words, where they have the focus as no field has */
const problem = (
  section: string,
  attributes = '',
) => `{{#${section}Problem}}<p class="problem" id="problem" role="alert"${attributes}>{{${section}Problem}}</p>
{{#isStale}}<p class="link"><a href="./{{up}}sign-in?locale={{locale}}&amp;next={{ownPath}}&amp;fresh=1">{{signInAgain}}</a></p>
{{/isStale}}{{/${section}Problem}}
`

const told = (section: string) =>
  `{{#${section}Problem}} aria-describedby="problem" aria-invalid="true"{{/${section}Problem}}`

/** Of the first field of a section with a problem: the page is long. */
const focused = (section: string) => `{{#${section}Problem}} autofocus{{/${section}Problem}}`

/** Of the words themselves, in a section without fields. */
const alone = ' tabindex="-1" autofocus'

const input = (
  section: string,
  id: string,
  label: string,
  attributes: string,
) => `<label for="${id}">{{${label}}}</label>
<input id="${id}" ${attributes} required${told(section)}${focused(section)}>
`

const toggled = 'data-show="{{show}}" data-hide="{{hide}}" data-show-password="{{showPassword}}"'

/** For password managers, which keep a password by the name beside it; it is not sent. */
const whose = `<input type="text" value="{{username}}" autocomplete="username" hidden>
`

/** Whoever has a password proves to be its owner by it. @param more what its field has beside */
const proof = (
  section: string,
  more = '',
) => `{{#hasPassword}}${section === 'name' ? '' : whose}<label for="${section}-password">{{currentPassword}}</label>
<div class="field"><input id="${section}-password" name="password" type="password" autocomplete="current-password" maxlength="1000" required ${toggled}${told(section)}${more}></div>
{{/hasPassword}}
`

const form = (deed: string, content: string, button: string, kind = '') =>
  `<form method="post" action="./{{up}}account"${kind} novalidate>
${hidden(deed)}${content}<button type="submit">{{${button}}}</button>
</form>
`

/** Closed until it is wanted, or has a problem. */
const folded = (section: string, content: string, summary: string) =>
  `<details{{#${section}Problem}} open{{/${section}Problem}}>
<summary>${summary}</summary>
${problem(section)}${content}</details>
`

/** Whoever hears links one by one learns what is changed. */
const change = (section: string, content: string) =>
  folded(section, content, `{{change}} <span class="aside">{{${section}Title}}</span>`)

const part = (section: string, content: string) => `<section aria-labelledby="${section}-title">
<h2 id="${section}-title">{{${section}Title}}</h2>
${content}</section>
`

const name = part(
  'name',
  `<p>{{username}}</p>
${change('name', form('name', input('name', 'new-name', 'newName', 'name="username" type="text" autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="254" value="{{typedName}}"') + proof('name'), 'save'))}`,
)

const email = part(
  'email',
  `{{#email}}<p>{{email}}{{#showsState}} <span class="state">{{#isVerified}}{{verified}}{{/isVerified}}{{^isVerified}}{{unverified}}{{/isVerified}}</span>{{/showsState}}</p>
{{/email}}{{^email}}<p>{{none}}</p>
{{/email}}
{{#pendingEmail}}<p class="note">{{pending}}</p>
{{/pendingEmail}}
{{#canVerify}}${form('resend', '', 'resend', ' class="way"')}{{/canVerify}}
${change('email', form('email', input('email', 'new-email', 'newEmail', 'name="email" type="email" autocomplete="email" maxlength="254" value="{{typedEmail}}"') + proof('email'), 'save'))}`,
)

const password = `{{#hasPassword}}${part(
  'password',
  change(
    'password',
    form(
      'password',
      `${proof('password', focused('password'))}<label for="new-password">{{newPassword}}</label>
<div class="field"><input id="new-password" name="new_password" type="password" autocomplete="new-password" maxlength="1000" required aria-describedby="rules"{{#minLength}} data-min-length="{{minLength}}"{{/minLength}} ${toggled}></div>
<p class="strength" id="strength" role="status" data-label="{{strengthLabel}}" data-levels="{{strengthLevels}}" data-src="./{{up}}assets/strength.js?{{strengthVersion}}"></p>
<p class="note" id="rules">{{#minLength}}<span id="least">{{least}}</span> {{/minLength}}{{advice}}{{#hasRefusals}} {{refusals}}{{/hasRefusals}}</p>
`,
      'save',
    ),
  ),
)}{{/hasPassword}}
`

const sessions = part(
  'sessions',
  `${problem('sessions', alone)}<ul class="rows">
{{#sessions}}<li><p><strong>{{deviceName}}</strong>{{#isCurrent}} <span class="state">{{thisDevice}}</span>{{/isCurrent}}<br><span class="note">{{#place}}{{place}} · {{/place}}{{#address}}{{address}} · {{/address}}{{usedText}}</span></p>
{{^isCurrent}}<form method="post" action="./{{up}}account" class="small">
${hidden('end-session')}<input type="hidden" name="target" value="{{sessionId}}">
<button type="submit">{{endSession}} <span class="aside">{{deviceName}}</span></button>
</form>
{{/isCurrent}}</li>
{{/sessions}}</ul>
{{#hasOthers}}${form('end-others', '', 'endOthers', ' class="way"')}{{/hasOthers}}
${form('end-all', '', 'endAll', ' class="way"')}<p class="link"><a href="./{{up}}sign-out?locale={{locale}}">{{signOut}}</a></p>
`,
)

/** Each asks for the password in a form of its own, opened by what it does. */
const links = `{{#hasLinks}}${part(
  'links',
  `${problem('links', alone)}<ul class="rows">
{{#links}}<li><p><strong>{{title}}</strong>{{#isLinked}} <span class="state">{{linked}}</span>{{/isLinked}}</p>
<details>
<summary>{{deedText}}</summary>
<form method="post" action="./{{up}}account" novalidate>
${hidden('{{deed}}')}<input type="hidden" name="target" value="{{provider}}">
{{#hasPassword}}${whose}<label for="links-{{provider}}">{{currentPassword}}</label>
<div class="field"><input id="links-{{provider}}" name="password" type="password" autocomplete="current-password" maxlength="1000" required ${toggled}></div>
{{/hasPassword}}<button type="submit">{{deedText}}</button>
</form>
</details></li>
{{/links}}</ul>
`,
)}{{/hasLinks}}
`

const activity = `{{#hasActivity}}${part(
  'activity',
  `<ul class="rows">
{{#activity}}<li><p><strong>{{what}}</strong><br><span class="note">{{when}}{{#device}} · {{device}}{{/device}}{{#ip}} · {{ip}}{{/ip}}</span></p></li>
{{/activity}}</ul>
`,
)}{{/hasActivity}}
`

const language = part(
  'language',
  `${problem('language')}${form(
    'language',
    `<select name="language" aria-labelledby="language-title"${focused('language')}>
{{#languages}}<option value="{{code}}" lang="{{code}}"{{#isChosen}} selected{{/isChosen}}>{{own}}</option>
{{/languages}}</select>
`,
    'save',
    ' class="line"',
  )}`,
)

const data = part(
  'data',
  `<p>{{dataLead}}</p>\n${problem('data', alone)}${form('export', '', 'download', ' class="way" data-stays')}`,
)

const deletion = part(
  'delete',
  folded(
    'delete',
    `<p>{{deleteLead}}</p>
${form(
  'delete',
  `${proof('delete', focused('delete'))}<label class="check"><input type="checkbox" name="confirmed" value="yes"{{^hasPassword}}${focused('delete')}{{/hasPassword}}> {{confirm}}</label>
`,
  'deleteButton',
  ' class="danger"',
)}`,
    '{{deleteTitle}}',
  ),
)

export const accountParts = `{{#doneText}}<p class="done" role="status">{{doneText}}</p>
{{/doneText}}
${problem('page', alone)}${name}${email}${password}${sessions}${links}${activity}${language}${data}${deletion}`
