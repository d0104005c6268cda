/** Argon2 (RFC 9106) as a PHC string: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. Needs `@node-rs/argon2`. */
import type { HashFormat } from './format'
import { mostMemory } from './format'

const form =
  /^\$argon2(?:id|i|d)\$(?:v=19\$)?m=(?<memory>\d{1,8}),t=(?<times>\d{1,3}),p=(?<lanes>\d{1,2})\$[A-Za-z0-9+/]+\$[A-Za-z0-9+/]{22,}$/

/** Optional: loaded when it is first needed. */
async function load(): Promise<typeof import('@node-rs/argon2')> {
  try {
    return await import('@node-rs/argon2')
  } catch (cause) {
    throw new Error('Argon2 needs the package @node-rs/argon2: npm install @node-rs/argon2', { cause })
  }
}

export const argon2Format: HashFormat = {
  prefix: '$argon2',
  faultOf: (hash) => {
    const { memory, times } = form.exec(hash)?.groups ?? {}
    if (memory === undefined) return 'is no $argon2id$v=19$m=…,t=…,p=…$salt$hash'
    const isTooMuch = Number(memory) * 1024 > mostMemory || Number(times) > 20
    return isTooMuch ? 'asks Argon2 for more than 256 MB, or 20 passes' : undefined
  },
  verify: async (password, hash) => (await load()).verify(hash, password),
}
