/** One password may be typed as different code points, by keyboard and system: NFC makes them one (RFC 8265). */
import type { Hooks } from '../../parse/hooks'
import { normalized } from '../../parse/values'

/** The form in which a password is judged and hashed. */
export const normalFormOf = (password: string): string => normalized(password)

/** For comparisons in which letters of another width or case are the same. */
export const folded = (text: string): string => normalized(text, 'NFKC').toLowerCase()

/** All that Parse Server hashes or compares is a password. What was hashed before these hooks goes on to fit. */
export const normalFormHooks: Hooks = {
  'password.hash': (next, password) => next(typeof password === 'string' ? normalFormOf(password) : password),
  'password.compare': async (next, password, hash) => {
    if (typeof password !== 'string') return next(password, hash)
    const normal = normalFormOf(password)
    return (await next(normal, hash)) || (normal !== password && next(password, hash))
  },
}
