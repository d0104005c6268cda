/** The stylesheet of all pages: light and dark, from a phone to a desktop, with the colour of the host's brand. */

/** The colours of the button. */
export interface Colors {
  color: string
  labelColor: string
  borderColor: string
}

/** What browsers show beside the title; without one they would ask the host for its own. */
export const iconWith = ({ color, labelColor }: Colors): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="${color}"/><circle cx="16" cy="12" r="5" fill="${labelColor}"/><path d="M6 27a10 8 0 0 1 20 0z" fill="${labelColor}"/></svg>`

export const styleWith = ({ color, labelColor, borderColor }: Colors): string => `:root {
  color-scheme: light dark;
  --paper: #f4f5f7; --card: #ffffff; --field: #ffffff; --ink: #1c2127; --quiet: #59626c; --line: #dfe2e6; --edge: #7d8590;
  --danger: #a3200d; --danger-paper: #fdecea; --good: #17683a; --good-paper: #e3f2e8;
  --button: ${color}; --label: ${labelColor}; --border: ${borderColor};
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #121417; --card: #1c2025; --field: #15181c; --ink: #e8eaed; --quiet: #a9b1ba; --line: #363c44;
    --danger: #ffb4a8; --danger-paper: #3a1d19; --good: #7fd6a2; --good-paper: #17301f;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  display: flex; flex-direction: column; min-height: 100vh; min-height: 100svh; margin: 0; padding: 1.5rem 1rem;
  background: var(--paper); color: var(--ink); overflow-wrap: anywhere;
  font: 1rem/1.55 system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', sans-serif;
}
header { margin: 0 auto 1.25rem; font-weight: 650; text-align: center; }
header img { display: block; max-width: 100%; height: 40px; }
main {
  width: 100%; max-width: 27rem; margin: 0 auto; padding: clamp(1.25rem, 5vw, 2rem);
  background: var(--card); border: 1px solid var(--line); border-radius: 14px;
}
footer { max-width: 27rem; margin: 1.25rem auto 0; color: var(--quiet); font-size: 0.875rem; text-align: center; white-space: pre-line; }
main.done::before, main.bad::before {
  display: grid; place-items: center; width: 3rem; height: 3rem; margin-bottom: 1.25rem; border-radius: 50%;
  background: var(--good-paper); color: var(--good); font-size: 1.375rem; font-weight: 700; content: '✓' / '';
}
main.bad::before { background: var(--danger-paper); color: var(--danger); content: '!' / ''; }
h1 { margin: 0 0 0.75rem; font-size: 1.5rem; line-height: 1.25; letter-spacing: -0.01em; }
p { margin: 0 0 1rem; }
main > :last-child, form > :last-child { margin-bottom: 0; }
form { margin: 1.25rem 0; }
label { display: block; margin: 0 0 0.375rem; font-weight: 600; }
.note { color: var(--quiet); font-size: 0.9375rem; }
.strength { min-height: 1.75rem; margin: -0.75rem 0 0.5rem; padding-top: 0.375rem; border-top: 4px solid var(--line); border-radius: 2px; color: var(--quiet); font-size: 0.875rem; }
.strength:empty { border-color: transparent; }
.strength[data-score='0'], .strength[data-score='1'] { border-color: var(--danger); }
.strength[data-score='2'] { border-color: var(--edge); }
.strength[data-score='3'], .strength[data-score='4'] { border-color: var(--good); }
.field + .note { margin: -0.75rem 0 1.25rem; font-size: 0.875rem; }
.link { margin: 0 0 0.25rem; font-size: 0.9375rem; }
.link a { display: inline-block; padding: 0.25rem 0; color: inherit; }
.met { color: var(--good); }
.met::before { content: '✓ '; }
.problem { margin: 0 0 0.5rem; padding: 0.5rem 0.75rem; border-radius: 8px; background: var(--danger-paper); color: var(--danger); font-size: 0.9375rem; }
input:not([type='hidden']) {
  width: 100%; min-height: 46px; padding: 0.5rem 0.875rem; border: 1px solid var(--edge); border-radius: 10px;
  background: var(--field); color: var(--ink); font: inherit;
}
form > input:not([type='hidden']), form > .field { margin-bottom: 1.25rem; }
input[aria-invalid='true'] { border-color: var(--danger); }
[hidden] { display: none !important; }
.field { display: flex; align-items: stretch; gap: 0.5rem; }
.field > input:not([type='hidden']) { flex: 1; min-width: 0; }
button, .button {
  min-height: 46px; padding: 0.5rem 1.25rem; border: 2px solid var(--border); border-radius: 10px;
  background: var(--button); color: var(--label); font: inherit; font-weight: 600; cursor: pointer;
}
button[type='submit'] { width: 100%; }
.button { display: block; padding-block: 0.625rem; text-align: center; text-decoration: none; }
.or { display: flex; align-items: center; gap: 0.75rem; margin: 1.5rem 0 0; color: var(--quiet); font-size: 0.9375rem; }
.or::before, .or::after { flex: 1; border-top: 1px solid var(--line); content: ''; }
.way { margin: 0.75rem 0; }
.way > button[type='submit'] { border: 1px solid var(--edge); background: var(--card); color: var(--ink); }
.field > button { padding: 0.5rem 0.875rem; border: 1px solid var(--edge); background: var(--card); color: var(--ink); font-size: 0.9375rem; }
:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px; }
main.wide { max-width: 40rem; }
main.wide + footer { max-width: 40rem; }
section { margin: 0 0 1.25rem; padding-top: 1.25rem; border-top: 1px solid var(--line); }
h2 { margin: 0 0 0.5rem; font-size: 1.0625rem; line-height: 1.35; }
section p { margin: 0 0 0.5rem; }
section form, section .link { margin: 0.75rem 0 0; }
.strength + .note { margin: 0 0 1.25rem; font-size: 0.875rem; }
section .field + .note { margin: -0.75rem 0 1.25rem; }
.state { display: inline-block; padding: 0 0.5rem; border: 1px solid var(--line); border-radius: 999px; color: var(--quiet); font-size: 0.8125rem; }
.done[role] { padding: 0.5rem 0.75rem; border-radius: 8px; background: var(--good-paper); color: var(--good); }
.rows { margin: 0; padding: 0; list-style: none; }
.rows li { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0.25rem 1rem; padding: 0.5rem 0; }
.rows p { flex: 1 1 12rem; margin: 0; }
.rows details { flex: 1 1 100%; }
.rows form { margin: 0; }
summary { display: inline-block; min-height: 46px; padding: 0.625rem 0; color: inherit; text-decoration: underline; cursor: pointer; list-style: none; }
summary::-webkit-details-marker { display: none; }
summary::before { content: '+ ' / ''; }
details[open] > summary::before { content: '− ' / ''; }
.aside { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
section button[type='submit'] { width: auto; }
.small > button[type='submit'], section .way > button[type='submit'] { border: 1px solid var(--edge); background: var(--card); color: var(--ink); font-size: 0.9375rem; }
.danger > button[type='submit'] { border-color: var(--danger); background: var(--danger-paper); color: var(--danger); }
.line { display: flex; flex-wrap: wrap; gap: 0.5rem; }
select { flex: 1 1 12rem; min-height: 46px; padding: 0.5rem 0.875rem; border: 1px solid var(--edge); border-radius: 10px; background: var(--field); color: var(--ink); font: inherit; }
.check { display: flex; align-items: center; gap: 0.75rem; min-height: 46px; margin-bottom: 0.75rem; font-weight: 400; }
.check > input[type='checkbox'] { flex: none; width: 1.5rem; height: 1.5rem; min-height: 1.5rem; margin: 0; }
@media (prefers-reduced-motion: no-preference) { button { transition: opacity 0.12s; } }
button[type='submit']:hover { opacity: 0.92; }
button[aria-busy='true'] { opacity: 0.65; cursor: progress; }
@media (min-height: 40rem) { header { margin-top: 6vh; } }
`
