// @ts-check
/* Ticks off what has been tried, in every tab: links in mails open others. A new sign-up begins anew. */
/* global document, localStorage, window */

const key = 'demo-journey'
const items = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('#journey > li')])
/** @returns {Set<string>} */
const load = () => new Set(JSON.parse(localStorage.getItem(key) ?? '[]'))
let done = load()

function render() {
  const next = items.find(({ dataset }) => !done.has(dataset.step ?? ''))
  for (const item of items) {
    const isDone = done.has(item.dataset.step ?? '')
    item.toggleAttribute('data-done', isDone)
    item.toggleAttribute('data-next', item === next)
    const text = item.querySelector('[data-done-text]')
    if (text) text.textContent = isDone ? '(done)' : ''
  }
}

/** @param {'sign-up' | 'verify' | 'change' | 'log-out' | 'reset' | 'log-in'} step */
export function tick(step) {
  done = new Set(step === 'sign-up' ? [step] : [...load(), step])
  localStorage.setItem(key, JSON.stringify([...done]))
  render()
}

window.addEventListener('storage', (event) => {
  if (event.key !== key) return
  done = load()
  render()
})
render()
