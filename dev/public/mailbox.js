// @ts-check
/* Puts new mails on top of the list as they come. Without it, reloading the page does the same. */
/* global document, DOMParser, EventSource, fetch, HTMLElement, location */

const mails = /** @type {HTMLElement} */ (document.getElementById('mails'))
const news = /** @type {HTMLElement} */ (document.getElementById('news'))

/** Fetches this very page again and takes its list, so that only the server knows how a list looks. */
async function refresh() {
  const response = await fetch(location.href)
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html').getElementById('mails')
  if (!fresh) return
  const focused = document.activeElement?.getAttribute('href')
  mails.replaceChildren(...fresh.childNodes)
  const link = focused && mails.querySelector(`a[href="${focused}"]`)
  if (link instanceof HTMLElement) link.focus()
}

const events = new EventSource('/events')
events.addEventListener('mail', async (event) => {
  await refresh()
  news.textContent = `New mail: ${JSON.parse(event.data).subject}`
})
// A restarted demo may have sent mails while nobody listened.
let wasOpen = false
events.addEventListener('open', () => {
  if (wasOpen) void refresh()
  wasOpen = true
})
