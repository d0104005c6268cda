/** The files that pages load. Browsers may keep them: another text has another address, by the version in it. */
import { hash } from 'node:crypto'
import { lazily } from '../../../parse/lazily'
import { script } from './script'
import { strengthScript } from './strength'
import { type Colors, iconWith, styleWith } from './style'

interface Asset {
  type: string
  text: () => string
  /** What stands after the `?` of its address. */
  version: () => string
}

/** By the names of their files; made when they are asked for. */
export type Assets = ReadonlyMap<string, Asset>

function asset(type: string, text: () => string): Asset {
  const made = lazily(() => ({ version: hash('sha256', text(), 'base64url').slice(0, 12) }))
  return { type, text, version: () => made().version }
}

const javaScript = 'text/javascript; charset=utf-8'

/** The same whatever pages look like; the words of the second one are read once. */
const scripts = {
  'pages.js': asset(javaScript, () => script),
  'strength.js': asset(javaScript, strengthScript),
}

export const assetsWith = (colors: Colors): Assets =>
  new Map(
    Object.entries({
      'pages.css': asset('text/css; charset=utf-8', () => styleWith(colors)),
      'icon.svg': asset('image/svg+xml', () => iconWith(colors)),
      ...scripts,
    }),
  )
