// @ts-check
/* Says on the page when a mail for its user has arrived, with a link to it. */
/* global document, localStorage */

import { showNotice } from './account-view.js'
import { onNews } from './news.js'

const key = 'demo-mail-address'
const text = /** @type {HTMLElement} */ (document.querySelector('[data-mail-hint]'))
const link = /** @type {HTMLAnchorElement | null} */ (document.querySelector('[data-mail-link]'))
const mailboxUrl = document.body.dataset.mailboxUrl

/** @param {string} address whose mails are of interest */
export function expectMailFor(address) {
  localStorage.setItem(key, address.toLowerCase())
}

export function clearMailHint() {
  text.textContent = ''
  if (link) link.hidden = true
}

/** @param {{ id: string, to: string[], subject: string }} mail */
function show({ id, to, subject }) {
  const address = localStorage.getItem(key)
  if (!link || !to.some((each) => each.toLowerCase() === address)) return
  showNotice('')
  text.textContent = `You have mail: “${subject}”. `
  link.href = `${mailboxUrl}/messages/${id}`
  link.hidden = false
}

if (mailboxUrl) onNews('mail', show)
