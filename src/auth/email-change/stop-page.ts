/** The page behind the link that stops a change of address: it works without scripts, on a phone and in the dark. */
import { hash } from 'node:crypto'
import helmet from 'helmet'
import { chooseLocale } from '../../adapters/email/templates/locale'
import { fillWords } from '../../adapters/email/templates/our-templates'
import { parseHtml } from '../../adapters/email/templates/part'
import { languages } from '../../adapters/email/templates/words/languages'
import type { StopPageWords } from '../../adapters/email/templates/words/words'
import type { Handler } from '../../parse/internals'

const style = `
:root { color-scheme: light dark; --paper: #f4f5f7; --card: #fff; --ink: #1c2127; --line: #dfe2e6; --button: #1d4ed8; --label: #fff; }
@media (prefers-color-scheme: dark) { :root { --paper: #121417; --card: #1c2025; --ink: #e8eaed; --line: #363c44; --button: #8ab4f8; --label: #10213f; } }
* { box-sizing: border-box; }
body { margin: 0; padding: 1rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif; overflow-wrap: anywhere; }
main { max-width: 34rem; margin: 1rem auto; padding: 2rem 1.5rem; background: var(--card); border: 1px solid var(--line); border-radius: 12px; }
h1 { margin: 0 0 1rem; font-size: 1.5rem; line-height: 1.3; }
p { margin: 0 0 1rem; }
main > :last-child { margin-bottom: 0; }
button { min-height: 44px; margin: 0 0 1rem; padding: 0.6rem 1.4rem; border: 2px solid transparent; border-radius: 8px; background: var(--button); color: var(--label); font: inherit; font-weight: 600; cursor: pointer; }
button:focus-visible { outline: 3px solid var(--button); outline-offset: 3px; }
`

/** The form's address leaves out the token, which then stands in no address that is asked for. */
const renderHtml = parseHtml(
  `<!doctype html>
<html lang="{{locale}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{{heading}} · {{appName}}</title>
<style>${style}</style>
</head>
<body>
<main>
<p>{{appName}}</p>
<h1 id="heading">{{heading}}</h1>
<p id="lead">{{lead}}</p>
{{#token}}
<form method="post" action="stop-email-change" aria-labelledby="heading">
<input type="hidden" name="token" value="{{token}}">
<input type="hidden" name="locale" value="{{locale}}">
<button type="submit" aria-describedby="lead">{{button}}</button>
</form>
{{/token}}
<p>{{note}}</p>
</main>
</body>
</html>
`,
  'stop page',
)

const none = ["'none'"]

/** Of the page, also where the host sets all others: it must not be shown in a frame, nor tell others its address. */
export const stopPageHeaders: Handler[] = [
  helmet.contentSecurityPolicy({
    useDefaults: false,
    directives: {
      defaultSrc: none,
      styleSrc: [`'sha256-${hash('sha256', style, 'base64')}'`],
      formAction: ["'self'"],
      frameAncestors: none,
      baseUri: none,
    },
  }),
  helmet.referrerPolicy({ policy: 'no-referrer' }),
  helmet.noSniff(),
  (_req, res, next) => {
    res.setHeader('Cache-Control', 'no-store')
    next()
  },
]

export interface StopPage {
  state: keyof StopPageWords
  appName: string
  /** Of whoever reads it, the best first; anything. */
  wanted: readonly unknown[]
  /** What the form sends, where there is one. */
  token?: string
}

const available = new Set(languages.keys())
const fallback = 'en'

export function renderStopPage({ state, appName, wanted, token }: StopPage): string {
  const locale = chooseLocale(wanted, available, fallback)
  const words = languages.get(locale)?.stopPage[state] ?? {}
  const view = { appName, locale, token }
  return renderHtml({ ...view, ...fillWords(words, 'stop page')(view) })
}
