/**
 * The client of Redis, loaded when somebody connects. Parse Server loads it at once, which is more than a quarter of
 * its files, and few suites need it.
 */
import { requireFromParseServer } from '../../src/parse/internals'

interface Client {
  createClient: (...settings: unknown[]) => unknown
}

// By its file: the name of the package leads here.
export const createClient: Client['createClient'] = (...settings) =>
  (requireFromParseServer('redis/dist/index.js') as Client).createClient(...settings)
