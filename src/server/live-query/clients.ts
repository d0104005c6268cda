/** The sessions of LiveQuery's clients, and what happens to clients whose sessions end. */
import type { LiveQueryClient, LiveQueryServer } from '../../parse/internals'

/** That of the client, and those of its subscriptions: a server may subscribe for many users on one socket. */
export function tokensOf({
  sessionToken,
  subscriptionInfos,
}: Pick<LiveQueryClient, 'sessionToken' | 'subscriptionInfos'>): Set<string> {
  const subscriptions = [...subscriptionInfos.values()]
  const tokens = [sessionToken, ...subscriptions.map((subscription) => subscription.sessionToken)]
  return new Set(tokens.filter((token) => token !== undefined))
}

/** Of all sessions that anybody may be taken for. */
export const knownTokens = ({ authCache, clients }: LiveQueryServer): string[] => [
  ...authCache.keys(),
  ...[...clients.values()].flatMap((client) => [...tokensOf(client)]),
]

/** A client that comes back with one of them is nobody, though LiveQuery has looked it up a moment ago. */
export async function closeSockets(
  { clients, authCache, cacheController }: Pick<LiveQueryServer, 'clients' | 'authCache' | 'cacheController'>,
  sessionTokens: string[],
): Promise<void> {
  if (sessionTokens.length === 0) return
  await Promise.all(sessionTokens.map((token) => cacheController.user.del(token)))
  for (const token of sessionTokens) authCache.delete(token)
  // Anybody may make up thousands of tokens: each with each would be too many.
  const ended = new Set(sessionTokens)
  for (const client of clients.values())
    if ([...tokensOf(client)].some((token) => ended.has(token))) client.parseWebSocket.ws.close()
}
