/** Takes forms from our own pages only: somebody else's page could send them from the browsers of its visitors. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { deriveKey } from '../../adapters/sealed-text'
import type { Request } from '../../parse/internals'

/** Forms without another secret have a token, for browsers that don't tell where a form comes from. */
export interface FormTokens {
  make: () => string
  isGood: (token: string) => boolean
}

const validityMs = 24 * 60 * 60 * 1000

/** @param secret of all nodes */
export function createFormTokens(secret: string): FormTokens {
  const key = deriveKey(secret, 'pages/forms')
  const macOf = (end: string) => createHmac('sha256', key).update(end).digest()
  return {
    make: () => {
      const end = String(Date.now() + validityMs)
      return `${end}.${macOf(end).toString('base64url')}`
    },
    isGood: (token) => {
      const [end = '', mac = ''] = token.split('.')
      const [given, right] = [Buffer.from(mac, 'base64url'), macOf(end)]
      return given.length === right.length && timingSafeEqual(given, right) && Number(end) > Date.now()
    },
  }
}

/**
 * Whether a form was sent from here. Browsers say so in `Sec-Fetch-Site` where they trust the connection; `Origin` is
 * "null" for pages like ours, whose address is told to nobody.
 * @param hasSecret whether the form has what only our page, or a mail, can have given to it
 */
export function isFromHere(
  { headers }: Pick<Request, 'headers'>,
  origin: string,
  hasSecret: boolean,
): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  if (headers.origin !== undefined && headers.origin !== 'null') return headers.origin === origin
  return hasSecret
}
