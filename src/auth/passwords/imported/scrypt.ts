/** scrypt (RFC 7914) as a PHC string: `$scrypt$ln=15,r=8,p=1$salt$hash`. */
import { scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { bytesOf, type HashFormat, mostMemory } from './format'

/** The costs of scrypt: 2 to the power of `ln`, size of blocks, parallel runs. */
export interface ScryptCost {
  ln: number
  r: number
  p: number
}

const derive = promisify<string, Buffer, number, object, Buffer>(scrypt)

/** Node's own limit would be 32 MB. */
export const scryptKey = (password: string, salt: Buffer, length: number, { ln, r, p }: ScryptCost) =>
  derive(password, salt, length, { N: 2 ** ln, r, p, maxmem: 2 * mostMemory })

export const faultOfCost = ({ ln, r, p }: ScryptCost): string | undefined =>
  ln > 0 && r > 0 && p > 0 && p <= 16 && 128 * 2 ** ln * r <= mostMemory
    ? undefined
    : 'asks scrypt for more than 256 MB, or for nothing'

const form = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,3}),p=(\d{1,2})\$([\w+/.-]+)\$([\w+/.-]{22,})$/

function parse(hash: string) {
  const [, ln, r, p, salt = '', key = ''] = form.exec(hash) ?? []
  if (ln === undefined) return undefined
  return { cost: { ln: Number(ln), r: Number(r), p: Number(p) }, salt: bytesOf(salt), key: bytesOf(key) }
}

export const scryptFormat: HashFormat = {
  prefix: '$scrypt$',
  faultOf: (hash) => {
    const parsed = parse(hash)
    return parsed ? faultOfCost(parsed.cost) : 'is no $scrypt$ln=…,r=…,p=…$salt$hash'
  },
  verify: async (password, hash) => {
    const parsed = parse(hash)
    if (!parsed) return false
    const { key, salt, cost } = parsed
    return timingSafeEqual(await scryptKey(password, salt, key.length, cost), key)
  },
}
