/** What a kind of password hash that is none of bcrypt's can do. */

/** One kind. A stored hash has all that it takes to check a password: parameters, salt and hash, as PHC strings do. */
export interface HashFormat {
  /** What its hashes begin with. */
  prefix: string
  /** What is wrong with a hash: nobody could log in by it, or everybody would have to wait. Nothing where it is fine. */
  faultOf: (hash: string) => string | undefined
  verify: (password: string, hash: string) => Promise<boolean>
}

/** Of bytes, whichever alphabet they are written in. */
export const bytesOf = (base64: string): Buffer => Buffer.from(base64, 'base64')

/** 256 MB, for as long as a log-in takes. */
export const mostMemory = 256 * 1024 * 1024
