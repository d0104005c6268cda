/** A picture of a person without asking another host for one: the initial on a coloured ground. */
import { html } from '../html'

const colours = ['#0b6b59', '#7a4b12', '#5b3f8c', '#1f5c8a', '#8a2f4b']

function colourOf(name: string): string | undefined {
  const sum = Buffer.from(name).reduce((total, byte) => total + byte, 0)
  return colours[sum % colours.length]
}

/** @returns an SVG as a `data:` URL */
export function portrait(name: string): string {
  const initial = String.fromCodePoint(name.codePointAt(0) ?? 63).toUpperCase()
  const { markup } = html`<svg
    xmlns="http://www.w3.org/2000/svg"
    viewBox="0 0 96 96"
    font-family="system-ui, sans-serif"
    font-size="44"
    font-weight="600"
  >
    <rect width="96" height="96" fill="${colourOf(name)}" />
    <text x="48" y="64" text-anchor="middle" fill="#fff">${initial}</text>
  </svg>`
  return `data:image/svg+xml;base64,${Buffer.from(markup).toString('base64')}`
}
