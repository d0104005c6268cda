/** Where the API is. */
import type { Handler } from '../parse/internals'

const trimmed = (url: URL): string => url.pathname.replace(/\/+$/, '')

/** Where the API is, for clients and for this app: a proxy, or an app around this one, may take a part of the path away. */
export interface Paths {
  /** The path of the API as clients have it, without a slash at its end. */
  publicApi: string
  /** The path of the API in the app that it is mounted on. */
  api: string
  /** The URL at which clients reach a path beside the API. */
  besideApi: (path: string) => URL
}

/**
 * @param publicUrl where clients reach the API
 * @param mountPath the option
 */
export function pathsOf(publicUrl: URL, mountPath?: string): Paths {
  const publicApi = trimmed(publicUrl)
  const api = mountPath ?? publicApi
  const taken = publicApi.endsWith(api) ? publicApi.slice(0, -api.length) : ''
  return { publicApi, api, besideApi: (path) => new URL(taken + path, publicUrl) }
}

/**
 * Makes parse-server see what clients have asked for: of that it makes locations and the URLs of files, and finds the
 * requests in a batch.
 * @param publicPath of what is mounted where this is
 */
export const withPublicPath =
  (publicPath: string): Handler =>
  (req, _res, next) => {
    const { baseUrl, originalUrl } = req
    if (baseUrl !== publicPath) req.originalUrl = publicPath + originalUrl.slice(baseUrl.length)
    next()
  }

const withoutSlash = (url: unknown): unknown => (typeof url === 'string' ? url.replace(/\/+$/, '') : url)

/** The option as parse-server gets it, which puts a slash and a path behind it in links and locations. */
export const publicServerUrl = (given: unknown): unknown =>
  typeof given === 'function'
    ? async () => withoutSlash(await (given as () => unknown)())
    : withoutSlash(given)
