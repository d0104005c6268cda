/** The page of the reading list: for readers, and for those who have not signed in. */
import { html, type Html } from '../html'
import { renderDocument } from '../site/document'

export interface Reader {
  name: string
  books: readonly string[]
}

const stranger = html`<h1>Your reading list</h1>
  <p>A small app beside the account pages: they sign you in, and it gets your session.</p>
  <a class="button" href="/auth/sign-in?next=/books">Sign in</a>
  <a class="button button-quiet" href="/auth/sign-up?next=/books">Create an account</a>`

function bookRow(title: string): Html {
  return html`<li>
    <form method="post" action="/books">
      <span>${title}</span>
      <button class="link-button" name="remove" value="${title}" aria-label="Remove ${title}">Remove</button>
    </form>
  </li>`
}

function list({ name, books }: Reader): Html {
  return html`<h1>Your reading list</h1>
    <p>You are signed in as ${name}.</p>
    ${
      books.length > 0
        ? html`<ul class="books">
            ${books.map(bookRow)}
          </ul>`
        : html`<p class="hint">It is empty yet.</p>`
    }
    <form method="post" action="/books">
      <label for="add">Add a book</label>
      <input id="add" name="add" maxlength="200" autocomplete="off" required />
      <button class="button">Add</button>
    </form>
    <p class="aside"><a href="/auth/sign-out">Sign out</a></p>`
}

/** @param reader nobody has signed in where it is null */
export function renderBooks(reader: Reader | null): string {
  return renderDocument({
    title: 'Your reading list',
    styles: ['card-page.css', 'books.css'],
    body: html`<body class="card-page">
      <header><a class="brand" href="/">Parse Server Accounts</a></header>
      <main class="card">${reader ? list(reader) : stranger}</main>
    </body>`,
  })
}
