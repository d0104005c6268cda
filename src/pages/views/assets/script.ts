/**
 * What pages do beyond HTML, where scripts run: they take the token out of the address, show a password, tell whether it
 * is long enough, and send a form once. All pages work without.
 */
export const script = `'use strict'
const address = new URL(location.href)
// What stands there works once, or tells what was done: nobody is to see, keep or repeat it.
if (['token', 'code', 'state', 'done'].some((name) => address.searchParams.has(name))) {
  const locale = address.searchParams.get('locale')
  history.replaceState(null, '', address.pathname + (locale ? '?' + new URLSearchParams({ locale }) : ''))
}

for (const form of document.querySelectorAll('form')) {
  const button = form.querySelector('button[type=submit]')
  // Templates of the host may have forms of their own.
  if (!button) continue
  form.addEventListener('submit', (event) => {
    if ('stays' in form.dataset) return
    if (button.getAttribute('aria-busy')) return event.preventDefault()
    button.setAttribute('aria-busy', 'true')
  })
  // A browser that goes back shows the page as it was left.
  addEventListener('pageshow', () => button.removeAttribute('aria-busy'))
}

// Half of a page's worth of words: loaded when it is needed, and once.
let loading
const load = (src) =>
  (loading ??= new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement('script'), { src, onload: resolve, onerror: reject })
    document.head.append(element)
  }))
const estimate = async (input, meter) => {
  const { src, label, levels } = meter.dataset
  await load(src)
  const { username, email } = input.form.elements
  const about = [username, email].flatMap((field) => (field ? field.value.split(/[@.]/) : []))
  const score = passwordScore(input.value.normalize('NFC'), about)
  const text = input.value ? label + ': ' + levels.split('|')[score] : ''
  meter.dataset.score = input.value ? score : ''
  // Told only when it changes.
  if (meter.textContent !== text) meter.textContent = text
}

for (const input of document.querySelectorAll('input[type=password]')) {
  const { show, hide, showPassword, minLength } = input.dataset
  const toggle = document.createElement('button')
  toggle.type = 'button'
  toggle.textContent = show
  toggle.setAttribute('aria-label', showPassword)
  toggle.setAttribute('aria-pressed', 'false')
  const reveal = (isShown) => {
    input.type = isShown ? 'text' : 'password'
    toggle.textContent = isShown ? hide : show
    toggle.setAttribute('aria-pressed', String(isShown))
  }
  toggle.addEventListener('click', () => reveal(input.type === 'password'))
  input.after(toggle)
  // No browser keeps it among the texts of earlier days.
  input.form.addEventListener('submit', () => reveal(false))
  const least = document.getElementById('least')
  if (least && minLength)
    input.addEventListener('input', () => {
      least.classList.toggle('met', Array.from(input.value.normalize('NFC')).length >= Number(minLength))
    })
  const meter = input.name === 'new_password' && document.getElementById('strength')
  if (meter) input.addEventListener('input', () => estimate(input, meter))
}
`
