/** Fills the HTML of a host with samples: a value that must not stand where it does is told at the start, not to who waits for it. */
import { parseHtml, type View } from '../part'

/** Fits neither a link nor a style, as names of people and of apps may not. */
const anyText = 'é:'

/** Of no user and no host: what they may be is known. */
const ours = { link: 'https://example.com/', logoUrl: undefined, locale: 'de-AT', mark: 'wide' }

/** All may be there, but for those of a logo: whether there is one is known. */
const withAllSections = (source: string) =>
  source.replace(/\{\{\s*[#^/]\s*([\w.-]+)\s*\}\}/g, (tag, name) => (name === 'logoUrl' ? tag : ''))

/**
 * @param names of the values that it may have
 * @param look the values of the brand
 * @throws {AccountsError} `ERR_TEMPLATE` naming file and line of a value that its place refuses
 */
export function refuseUnfit(source: string, file: string, names: string[], look: View): void {
  const texts = Object.fromEntries(names.map((name) => [name, anyText]))
  parseHtml(withAllSections(source), file)({ ...texts, ...ours, ...look })
}
