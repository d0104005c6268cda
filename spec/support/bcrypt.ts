/**
 * bcrypt as Parse Server calls it, at a cost that thousands of specs can pay: 4, where it asks for 10. What is stored is
 * a real hash all the same. Hosts that run in a process of their own pay in full.
 */
import { requireFromParseServer } from '../../src/parse/internals'

interface Bcrypt {
  hash(password: string, cost: number): Promise<string>
  verify(password: string, hash: string): Promise<boolean>
}

// By its file: the name of the package leads here.
const bcrypt = requireFromParseServer('@node-rs/bcrypt/index.js') as Bcrypt

export const hash = (password: string) => bcrypt.hash(password, 4)
export const verify = (password: string, stored: string) => bcrypt.verify(password, stored)
