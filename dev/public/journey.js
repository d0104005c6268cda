// @ts-check
/* Ticks off what has been tried; remembered until the tab is closed. */
/* global document, sessionStorage */

const key = 'demo-journey'
const items = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('#journey > li')])
/** @type {Set<string>} */
const done = new Set(JSON.parse(sessionStorage.getItem(key) ?? '[]'))

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
  done.add(step)
  sessionStorage.setItem(key, JSON.stringify([...done]))
  render()
}

render()
