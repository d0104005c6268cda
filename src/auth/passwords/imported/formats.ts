/** The kinds of hashes that users may bring along, and what is wrong with one. */
import { argon2Format } from './argon2'
import { firebaseFormat } from './firebase'
import type { HashFormat } from './format'
import { pbkdf2Format } from './pbkdf2'
import { scryptFormat } from './scrypt'

const formats = [firebaseFormat, scryptFormat, pbkdf2Format, argon2Format]

/** @returns nothing for bcrypt's, which Parse Server checks by itself */
export const formatOf = (hash: string): HashFormat | undefined =>
  formats.find(({ prefix }) => hash.startsWith(prefix))

const bcrypt = /^\$2[aby]\$(?<cost>\d\d)\$[./A-Za-z0-9]{53}$/

/** Each step doubles the time: at 15, a log-in takes more than two seconds of a core. */
const costs = { least: 4, most: 14 }

/** @returns why nobody can log in by a hash, or should not; nothing where it is fine */
export function faultOfHash(hash: string): string | undefined {
  const format = formatOf(hash)
  if (format) return format.faultOf(hash)
  const { cost } = bcrypt.exec(hash)?.groups ?? {}
  if (cost === undefined) return 'is of no kind that is known here'
  return Number(cost) >= costs.least && Number(cost) <= costs.most
    ? undefined
    : `has a cost of bcrypt below ${costs.least} or above ${costs.most}`
}
