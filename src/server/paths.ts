/** Where the API is. */

/** The path of the API: that of `publicServerURL`, without a slash at its end. */
export const apiPath = (publicUrl: URL): string => publicUrl.pathname.replace(/\/+$/, '')

const withoutSlash = (url: unknown): unknown => (typeof url === 'string' ? url.replace(/\/+$/, '') : url)

/** The option as parse-server gets it, which puts a slash and a path behind it in links and locations. */
export const publicServerUrl = (given: unknown): unknown =>
  typeof given === 'function'
    ? async () => withoutSlash(await (given as () => unknown)())
    : withoutSlash(given)
