/** The HTML document around every page of the demo: head, styles and scripts. */
import { html, type Html } from '../html'

/** What a document is made of. */
export interface Document {
  title: string
  body: Html
  /** Stylesheets and modules below /demo/assets, beside the theme that every page has. */
  styles?: readonly string[]
  modules?: readonly string[]
  /** Classic scripts that have to run before the modules. */
  scripts?: readonly string[]
}

/** A whole document as text. */
export function renderDocument({ title, body, styles = [], modules = [], scripts = [] }: Document): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="icon" href="/demo/assets/icon.svg" type="image/svg+xml" />
        ${['theme.css', 'forms.css', ...styles].map((file) => html`<link rel="stylesheet" href="/demo/assets/${file}" />`)}
        ${scripts.map((source) => html`<script src="/demo/assets/${source}" defer></script>`)}
        ${modules.map((file) => html`<script type="module" src="/demo/assets/${file}"></script>`)}
      </head>
      ${body}
    </html>`.markup
}
