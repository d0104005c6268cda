/** The small app: a reading list for whoever has signed in on the account pages, and the ways there for all others. */
import { html, type Html } from '../html'
import type { HomeView, Visitor } from './home-view'

type Reader = NonNullable<Visitor['reader']>

function mailHint({ mail }: Visitor): Html {
  return html`<p class="message mail-hint" id="mail-hint" role="status">
    ${mail && html`You have mail: “${mail.subject}”. <a href="${mail.url}" target="_blank">Open it</a>`}
  </p>`
}

function signedOut({ siteUrl, auth0, mailboxUrl }: HomeView): Html {
  return html`<h2>Your reading list</h2>
    <p class="hint">
      A small app without a form to sign in: the account pages do that, and it gets your session.
      ${mailboxUrl !== undefined && 'Any address will do, as mails stay on this machine.'}
    </p>
    <a class="button" href="${siteUrl}/auth/sign-up">Create an account</a>
    <a class="button button-quiet" href="${siteUrl}/auth/sign-in">Sign in${auth0 && ', with Auth0 too'}</a>
    <p class="aside"><a href="${siteUrl}/auth/forgot-password">Forgot your password?</a></p>`
}

/** A picture that is part of the data. Others would be asked of another host, so an initial stands for them. */
function avatar({ name, picture }: Reader): Html {
  return html`<span class="avatar" aria-hidden="true">
    ${
      picture.startsWith('data:image/')
        ? html`<img src="${picture}" alt="" width="52" height="52" />`
        : (Array.from(name)[0] ?? '?')
    }
  </span>`
}

function person(reader: Reader): Html {
  const { name, email, isVerified } = reader
  return html`<div class="person" id="person">
    ${avatar(reader)}
    <div>
      <h2>${name}</h2>
      <p>
        ${email !== name && email}
        <span class="pill ${!isVerified && 'pill-quiet'}"
          >${isVerified ? 'Verified' : 'Not verified yet'}</span
        >
      </p>
    </div>
  </div>`
}

function bookRow(title: string): Html {
  return html`<li>
    <form method="post" action="/">
      <span>${title}</span>
      <button class="link-button" name="remove" value="${title}" aria-label="Remove ${title}">Remove</button>
    </form>
  </li>`
}

function list({ books }: Reader): Html {
  return html`<h3>Your reading list</h3>
    ${
      books.length > 0
        ? html`<ul class="books">
            ${books.map(bookRow)}
          </ul>`
        : html`<p class="hint">It is empty yet.</p>`
    }
    <form method="post" action="/">
      <label for="add">Add a book</label>
      <div class="with-button">
        <input id="add" name="add" maxlength="200" autocomplete="off" required />
        <button class="button">Add</button>
      </div>
    </form>`
}

function signedIn({ siteUrl }: HomeView, reader: Reader): Html {
  return html`${person(reader)} ${list(reader)}
    <details class="token">
      <summary>Session token</summary>
      <p class="hint">For the header <code>X-Parse-Session-Token</code> of your own requests.</p>
      <code class="value" data-session-token data-copy>${reader.sessionToken}</code>
    </details>
    <nav class="ways" aria-label="Your account">
      <a class="button button-quiet" href="${siteUrl}/auth/account">Your account</a>
      <a class="button button-quiet" href="${siteUrl}/auth/sign-out">Sign out</a>
    </nav>`
}

export function accountCard(view: HomeView, visitor: Visitor): Html {
  const { reader } = visitor
  return html`<section class="card account" id="account" aria-label="Your reading list">
    ${mailHint(visitor)} ${reader ? signedIn(view, reader) : signedOut(view)}
  </section>`
}
