// @ts-check
/* Shows what has changed elsewhere: in another tab, on the account pages, in the mailbox. All of it comes from the server. */
/* global document, window, fetch, location, DOMParser, EventSource */

/** What may change while somebody reads. */
const parts = ['person', 'mail-hint', 'journey']

/** @param {ParentNode} page */
const isSignedIn = (page) => page.querySelector('#person') !== null

async function refresh() {
  const answer = await fetch('/')
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  if (isSignedIn(page) !== isSignedIn(document)) return location.reload()
  for (const id of parts) {
    const [shown, fresh] = [document.getElementById(id), page.getElementById(id)]
    // What is said by screen readers stays where it is.
    if (shown && fresh && shown.innerHTML !== fresh.innerHTML) shown.replaceChildren(...fresh.childNodes)
  }
}

/** A server that is away comes back, and tells again. */
const look = () => void refresh().catch(() => undefined)

const news = new EventSource('/demo/events')
// What has happened before it was listened to was missed.
for (const event of ['open', 'news']) news.addEventListener(event, look)
window.addEventListener('focus', look)
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') look()
})
