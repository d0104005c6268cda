/** PBKDF2 (RFC 8018) as a PHC string: `$pbkdf2-sha256$i=600000$salt$hash`, with or without `l=…`. */
import { pbkdf2, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { bytesOf, type HashFormat } from './format'

const derive = promisify(pbkdf2)

/** A second or two. */
const mostRounds = 5_000_000

const form = /^\$pbkdf2-(sha256|sha512)\$i=(\d{1,8})(?:,l=\d+)?\$([\w+/.-]+)\$([\w+/.-]{22,})$/

function parse(hash: string) {
  const [, digest, rounds, salt = '', key = ''] = form.exec(hash) ?? []
  if (digest === undefined) return undefined
  return { digest, rounds: Number(rounds), salt: bytesOf(salt), key: bytesOf(key) }
}

export const pbkdf2Format: HashFormat = {
  prefix: '$pbkdf2-',
  faultOf: (hash) => {
    const parsed = parse(hash)
    if (!parsed) return 'is no $pbkdf2-sha256$i=…$salt$hash'
    const { rounds } = parsed
    return rounds > 0 && rounds <= mostRounds ? undefined : `has no rounds, or more than ${mostRounds}`
  },
  verify: async (password, hash) => {
    const parsed = parse(hash)
    if (!parsed) return false
    const { rounds, key, salt, digest } = parsed
    return timingSafeEqual(await derive(password, salt, rounds, key.length, digest), key)
  },
}
