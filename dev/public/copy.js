// @ts-check
/* Adds a copy button to everything marked with data-copy. */
/* global document, navigator, setTimeout, HTMLElement */

/** @param {HTMLElement} source */
function addButton(source) {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'copy'
  button.textContent = 'Copy'
  button.addEventListener('click', async () => {
    const copied = await copy(source)
    button.textContent = copied ? 'Copied' : 'Press Ctrl-C'
    setTimeout(() => (button.textContent = 'Copy'), 2000)
  })
  place(source, button)
}

/**
 * Beside a value; above a block of code.
 * @param {HTMLElement} source
 * @param {HTMLElement} button
 */
function place(source, button) {
  const caption = source.closest('figure')?.querySelector('figcaption')
  if (caption) {
    button.setAttribute('aria-label', `Copy: ${caption.textContent}`)
    caption.classList.add('copyable')
    return caption.append(button)
  }
  const line = document.createElement('span')
  line.className = 'copyable'
  source.replaceWith(line)
  line.append(source, button)
}

/**
 * Where the page may not write to the clipboard, the text is selected instead.
 * @param {HTMLElement} source
 */
async function copy(source) {
  try {
    await navigator.clipboard.writeText(source.textContent ?? '')
    return true
  } catch {
    document.getSelection()?.selectAllChildren(source)
    return false
  }
}

for (const source of document.querySelectorAll('[data-copy]')) {
  if (source instanceof HTMLElement) addButton(source)
}
