/** Where a browser goes after it has signed in or out: to the host's own pages, or to an origin that the host has listed. */

export interface NextPage {
  /** The address that was asked for, where it is allowed; otherwise the host's. */
  urlFor: (next: string) => URL
  /** Origins where forms may lead. */
  origins: string[]
}

export function createNextPage(afterSignIn: string, listed: string[], publicUrl: URL): NextPage {
  const usual = new URL(afterSignIn, publicUrl)
  const origins = [...new Set([publicUrl.origin, usual.origin, ...listed])]
  // `blob:` has the origin of what stands in it; a name and a password hide the host from who reads the address.
  const isPlain = ({ protocol, username, password }: URL) =>
    /^https?:$/.test(protocol) && username === '' && password === ''
  const isAllowed = (url: URL) => isPlain(url) && origins.includes(url.origin)
  return {
    origins,
    urlFor: (next) => {
      const isUrl = next !== '' && URL.canParse(next, publicUrl.origin)
      const url = isUrl ? new URL(next, publicUrl.origin) : usual
      return isAllowed(url) ? url : new URL(usual)
    },
  }
}
