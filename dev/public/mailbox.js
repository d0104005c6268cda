// @ts-check
/* Shows new mails and what becomes of others as it happens. Without it, reloading the page does the same. */
/* global document, DOMParser, EventSource, fetch, location, setInterval */

const news = /** @type {HTMLElement} */ (document.getElementById('news'))
/** What may change while somebody looks. */
const parts = ['mails', 'warning', 'kept-summary', 'kept']
const everyMs = 2000

/** @param {Document} fresh @param {string} id */
function renew(fresh, id) {
  const [shown, next] = [document.getElementById(id), fresh.getElementById(id)]
  if (shown && next && shown.innerHTML !== next.innerHTML) shown.replaceChildren(...next.childNodes)
}

/** Fetches this very page again and takes parts of it, so that only the server knows how they look. */
async function refresh() {
  const response = await fetch(location.href)
  if (!response.ok) return
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html')
  const focused = document.activeElement?.id
  for (const id of parts) renew(fresh, id)
  if (focused) document.getElementById(focused)?.focus()
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

// Nobody tells when a mail that waits was tried again.
if (document.getElementById('kept'))
  setInterval(() => {
    if (!document.hidden) refresh().catch(() => undefined)
  }, everyMs)
