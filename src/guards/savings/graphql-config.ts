/**
 * Saving: parse-server remembers for a minute how GraphQL is configured, but not that it isn't, and asks the database in
 * every request.
 */
import type { Hooks } from '../../parse/hooks'

export const graphqlConfigSaving: Hooks = {
  'ParseGraphQLController.getGraphQLConfig': async function (next) {
    const config = await next()
    if (Object.keys(config).length === 0) await this._putCachedGraphQLConfig(config)
    return config
  },
}
