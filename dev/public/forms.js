// @ts-check
/* Sends a form: shows that it is busy, and says what went wrong. */
/* global document */
import { explain } from './errors.js'

/**
 * Sends a form as if its button had been pressed.
 * @param {HTMLFormElement} form
 * @param {() => Promise<void>} send
 */
export async function submit(form, send) {
  const error = /** @type {HTMLElement} */ (form.querySelector('[data-error]'))
  const button = /** @type {HTMLElement} */ (form.querySelector('button:not([type])'))
  error.textContent = ''
  button.setAttribute('aria-busy', 'true')
  try {
    await send()
  } catch (thrown) {
    error.textContent = explain(thrown)
  } finally {
    button.removeAttribute('aria-busy')
  }
}

/**
 * @param {string} id
 * @param {() => Promise<void>} send
 */
export function onSubmit(id, send) {
  const form = /** @type {HTMLFormElement | null} */ (document.getElementById(id))
  form?.addEventListener('submit', (event) => {
    event.preventDefault()
    if (!form.querySelector('[aria-busy]')) void submit(form, send)
  })
}
