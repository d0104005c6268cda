// @ts-check
/* Adds a button to each password field that shows what was typed. */
/* global document, HTMLInputElement */

/** @param {HTMLInputElement} input */
function addButton(input) {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'reveal'
  button.textContent = 'Show'
  button.setAttribute('aria-label', 'Show password')
  button.setAttribute('aria-pressed', 'false')
  button.addEventListener('click', () => {
    const shown = input.type === 'password'
    input.type = shown ? 'text' : 'password'
    button.textContent = shown ? 'Hide' : 'Show'
    button.setAttribute('aria-pressed', String(shown))
  })
  input.after(button)
  // A browser must not keep the password in its list of earlier texts.
  input.form?.addEventListener('submit', () => {
    input.type = 'password'
  })
}

for (const input of document.querySelectorAll('.field > input[type=password]')) {
  if (input instanceof HTMLInputElement) addButton(input)
}
