/** What browsers leave out of a page with our Content-Security-Policy: its author learns of it at the start. */
import { lineAt, templateError } from '../../../adapters/email/templates/template-error'

const within = 'is not run: put it into a file of this host, as <script src="/pages.js">'
const styles = 'has no effect: put it into a file of this host, as <link rel="stylesheet" href="/pages.css">'
const elsewhere = 'is not loaded: files come from this host'

const blocked: [RegExp, string][] = [
  [/<script\b(?![^>]*\ssrc\s*=)/i, `a script within the page ${within}`],
  [/<[a-z][^>]*\son[a-z]+\s*=/i, `a script within an attribute ${within}`],
  [/<style\b/i, `<style> ${styles}`],
  [/<[a-z][^>]*\sstyle\s*=/i, `an attribute style ${styles}`],
  [/<[a-z][^>]*\s(?:src|srcset)\s*=\s*["']?\s*(?:[a-z]+:)?\/\//i, `what another host has ${elsewhere}`],
  [/<link\b[^>]*\shref\s*=\s*["']?\s*(?:[a-z]+:)?\/\//i, `what another host has ${elsewhere}`],
  [/<(?:iframe|frame|object|embed|video|audio)\b/i, `what is embedded is not shown`],
  [/<base\b/i, '<base> has no effect'],
]

/** @throws {AccountsError} `ERR_TEMPLATE` naming the line of the first one */
export function refuseBlocked(source: string, file: string): void {
  const shown = source.replace(/<!--[\s\S]*?-->/g, (comment) => comment.replace(/[^\n]/g, ' '))
  for (const [pattern, problem] of blocked) {
    const found = pattern.exec(shown)
    if (found) throw templateError(file, problem, lineAt(shown, found.index))
  }
}
