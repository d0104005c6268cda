/** Keys of what stores keep. */
import { hash } from 'node:crypto'

/** Keys come from tokens, addresses and names: hashed they are short, and tell nothing. */
export const hashedKey = (key: string): string => hash('sha256', key, 'base64url')
