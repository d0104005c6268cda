// @ts-check
/* Shows the examples of one language at a time. */
/* global document */

const bar = /** @type {HTMLElement} */ (document.getElementById('languages'))
const panes = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('[data-language]')])

const tabs = panes.map((pane) => {
  const tab = document.createElement('button')
  tab.type = 'button'
  tab.id = `tab-${pane.id}`
  tab.textContent = pane.dataset.language ?? ''
  tab.setAttribute('role', 'tab')
  tab.setAttribute('aria-controls', pane.id)
  tab.addEventListener('click', () => show(pane))
  pane.setAttribute('role', 'tabpanel')
  pane.setAttribute('aria-labelledby', tab.id)
  return tab
})

/** @param {HTMLElement} chosen */
function show(chosen) {
  panes.forEach((pane, index) => {
    const isChosen = pane === chosen
    pane.hidden = !isChosen
    tabs[index]?.setAttribute('aria-selected', String(isChosen))
    if (tabs[index]) tabs[index].tabIndex = isChosen ? 0 : -1
  })
}

/** @param {KeyboardEvent} event */
function moveByArrows(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
  const from = tabs.findIndex((tab) => tab === document.activeElement)
  if (!step || from < 0) return
  const tab = /** @type {HTMLButtonElement} */ (tabs[(from + step + tabs.length) % tabs.length])
  tab.focus()
  tab.click()
}

bar.setAttribute('role', 'tablist')
bar.append(...tabs)
bar.addEventListener('keydown', moveByArrows)
bar.parentElement?.classList.add('has-tabs')
show(/** @type {HTMLElement} */ (panes[0]))
