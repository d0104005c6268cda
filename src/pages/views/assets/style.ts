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
@media (prefers-reduced-motion: no-preference) { button { transition: opacity 0.12s; } }
button[type='submit']:hover { opacity: 0.92; }
button[aria-busy='true'] { opacity: 0.65; cursor: progress; }
@media (min-height: 40rem) { header { margin-top: 6vh; } }
`
