/** A tiny GraphQL client on top of the REST one. */
import type { Host } from './host'
import { type RestRequest, type RestResponse, send } from './rest'

export interface GraphqlRequest extends Pick<RestRequest, 'headers' | 'sessionToken' | 'master'> {
  variables?: Record<string, unknown>
  operationName?: string
}

export function graphql(
  host: Pick<Host, 'graphqlUrl' | 'appId' | 'masterKey'>,
  query: string,
  { variables, operationName, ...request }: GraphqlRequest = {},
): Promise<RestResponse> {
  return send(host, 'POST', host.graphqlUrl, { ...request, body: { query, variables, operationName } })
}
