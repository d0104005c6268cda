/**
 * Saving: parse-server remembers for a minute how GraphQL is configured, but not that it isn't, and asks the database in
 * every request. Here both are remembered, for as long as a node may believe what it has read.
 */
import type { Hooks } from '../../parse/hooks'

const ttlMs = 5000

export function graphqlConfigSaving(): Hooks {
  let changes = 0
  return {
    'ParseGraphQLController.getGraphQLConfig': async function (next) {
      const known = await this._getCachedGraphQLConfig()
      if (known) return known
      const before = changes
      const config = await next()
      // What was written while the database answered is newer.
      const isLast = changes === before
      if (isLast && Object.keys(config).length === 0) await this._putCachedGraphQLConfig(config)
      return config
    },
    'ParseGraphQLController._putCachedGraphQLConfig': function (_next, config) {
      changes += 1
      return this.cacheController.graphQL.put(this.configCacheKey, config, ttlMs)
    },
  }
}
