/**
 * Guard: parse-server's GraphQL libraries take the `graphql` that npm put at the top of node_modules. When that
 * is another version than parse-server's own (parse-dashboard pins one), every GraphQL request fails with
 * "Cannot use GraphQLSchema from another module or realm".
 */
import { createRequire } from 'node:module'
import { AccountsError } from '../../errors'

/** What parse-server builds and runs schemas with. */
const libraries = [
  ...['@apollo/server', '@as-integrations/express5', '@graphql-tools/merge', '@graphql-tools/schema'],
  ...['@graphql-tools/utils', 'graphql-list-fields', 'graphql-relay'],
]

/** `require`, with what it has loaded. */
interface Requirer {
  (name: string): unknown
  resolve(name: string): string
  cache: Partial<Record<string, { exports: unknown }>>
}

/** Files of other copies of `graphql` that the libraries would load. */
function otherCopies(parseServer: Requirer, own: string): string[] {
  const files = libraries.map((name) => createRequire(parseServer.resolve(name)).resolve('graphql'))
  return [...new Set(files)].filter((file) => file !== own)
}

/**
 * Lets the libraries load parse-server's copy in place of others.
 * @throws {AccountsError} `ERR_START` when another copy has been loaded before: it can't be replaced any more.
 */
export function guardOneGraphQL(parseServer: Requirer): void {
  const own = parseServer.resolve('graphql')
  for (const file of otherCopies(parseServer, own)) {
    parseServer('graphql')
    const loaded = parseServer.cache[own]
    if (parseServer.cache[file] && parseServer.cache[file] !== loaded)
      throw new AccountsError(
        'ERR_START',
        `Two copies of graphql are loaded, ${file} and ${own}, and GraphQL can't work with both: add "graphql" to your dependencies in the version of the second.`,
      )
    parseServer.cache[file] = loaded
  }
}
