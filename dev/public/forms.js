// @ts-check
/* Sends a form: checks its fields, shows that it is busy, and says what went wrong. */
/* global document, FormData */
import { explain } from './errors.js'

/** @param {HTMLInputElement} input */
function problemOf({ validity, labels, minLength }) {
  const name = labels?.[0]?.textContent ?? 'This field'
  if (validity.valueMissing) return `${name} is missing.`
  if (validity.tooShort) return `${name} is too short: at least ${minLength} characters, please.`
  if (validity.typeMismatch) return `${name} doesn’t look right.`
  return validity.valid ? undefined : `${name} can’t be used like this.`
}

/** @param {HTMLFormElement} form */
function firstInvalid(form) {
  for (const input of form.querySelectorAll('input')) {
    input.removeAttribute('aria-invalid')
    const problem = problemOf(input)
    if (problem !== undefined) return { input, problem }
  }
}

/**
 * Sends a form as if its button had been pressed.
 * @param {HTMLFormElement} form
 * @param {(values: Record<string, string>) => Promise<void>} send
 */
export async function submit(form, send) {
  const error = /** @type {HTMLElement} */ (form.querySelector('[data-error]'))
  const button = /** @type {HTMLElement} */ (form.querySelector('button:not([type])'))
  error.textContent = ''
  const invalid = firstInvalid(form)
  if (invalid) {
    error.textContent = invalid.problem
    invalid.input.setAttribute('aria-invalid', 'true')
    return invalid.input.focus()
  }
  button.setAttribute('aria-busy', 'true')
  try {
    await send(/** @type {Record<string, string>} */ (Object.fromEntries(new FormData(form))))
  } catch (thrown) {
    error.textContent = explain(thrown)
  } finally {
    button.removeAttribute('aria-busy')
  }
}

/**
 * @param {string} id
 * @param {(values: Record<string, string>) => Promise<void>} send
 */
export function onSubmit(id, send) {
  const form = /** @type {HTMLFormElement | null} */ (document.getElementById(id))
  form?.addEventListener('submit', (event) => {
    event.preventDefault()
    if (!form.querySelector('[aria-busy]')) void submit(form, send)
  })
}
