/** The log-in page: one click for a person of the demo, or an address of one's own. */
import { html, type Html } from '../html'
import { renderIssuerPage } from './pages'
import { nameOf, people, type Person } from './people'
import { portrait } from './portrait'

/** What was typed, and what is wrong with it. */
export interface LoginView {
  email: string
  isVerified: boolean
  problem?: string
}

function describe({ isVerified, roles = [] }: Person): string {
  const verified = isVerified ? 'E-mail verified' : 'E-mail not verified'
  return [verified, ...roles.map((role) => `role ${role}`)].join(', ')
}

function choice([id, person]: [string, Person]): Html {
  const name = nameOf(person)
  return html`<li>
    <button class="choice" name="person" value="${id}">
      <img src="${portrait(name)}" alt="" width="40" height="40" />
      <span>
        <strong>${name}</strong>
        <span class="hint">${person.email}</span>
        <span class="hint">${describe(person)}</span>
      </span>
    </button>
  </li>`
}

function somebodyElse({ email, isVerified, problem }: LoginView): Html {
  return html`<form method="post" class="somebody-else" aria-labelledby="somebody-else">
    <h2 id="somebody-else">Or somebody else</h2>
    <label for="email">E-mail</label>
    <input
      id="email"
      name="email"
      type="email"
      value="${email}"
      autocomplete="email"
      maxlength="254"
      required
      ${problem !== undefined && html`aria-invalid="true" aria-describedby="problem" autofocus`}
    />
    ${problem !== undefined && html`<p class="message message-error" id="problem" role="alert">${problem}</p>`}
    <label class="check" for="verified">
      <input id="verified" name="verified" type="checkbox" value="yes" ${isVerified && html`checked`} />
      This address is verified
    </label>
    <button class="button">Continue</button>
  </form>`
}

/** The whole page. Its forms go to the address that it was opened by. */
export function renderLogin(view: LoginView): string {
  return renderIssuerPage(
    'Choose a person',
    html`<h1>Choose a person</h1>
      <p>Whoever you choose is signed in, without a password.</p>
      <form method="post" aria-label="People of the demo">
        <ul class="people">
          ${Object.entries<Person>(people).map(choice)}
        </ul>
      </form>
      ${somebodyElse(view)}
      <form method="post">
        <button class="button button-quiet" name="cancel" value="yes">Cancel</button>
      </form>`,
  )
}
