/** Tells requests whose client can't be told from this machine, as a proxy on it has sent them. */
import type { Request } from '../internals'

const forwardedBy = ['x-forwarded-for', 'forwarded', 'x-real-ip']

const isThisMachine = (address = '') => /^(::ffff:)?127\.|^::1$/.test(address)

/** Express reads `X-Forwarded-For` alone, and only from a proxy that the app trusts. */
export function hasUnknownOrigin({
  app,
  socket,
  headers = {},
}: Partial<Pick<Request, 'app' | 'socket' | 'headers'>>): boolean {
  const remoteAddress = socket?.remoteAddress
  if (!isThisMachine(remoteAddress) || !forwardedBy.some((name) => name in headers)) return false
  const isTrusted = app?.get('trust proxy fn') as
    ((address: string | undefined, hop: number) => boolean) | undefined
  return !('x-forwarded-for' in headers && isTrusted?.(remoteAddress, 0))
}
