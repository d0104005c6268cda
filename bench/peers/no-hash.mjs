/** Loaded before a host with this package: takes the hash out of its passwords, so that the rest can be compared. */
import { Buffer } from 'node:buffer'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const bcrypt = createRequire(require.resolve('parse-server'))('@node-rs/bcrypt')
const digits = 53

/** It looks like one of bcrypt's. */
const written = (password) =>
  `$2b$10$${Buffer.from(password).toString('hex').padEnd(digits, '0').slice(0, digits)}`

bcrypt.hash = async (password) => written(String(password))
bcrypt.verify = async (password, hash) => written(String(password)) === hash
