/** Keeps the issuer's sessions, codes and tokens in memory: they end with the issuer. */
import { LRUCache } from 'lru-cache'
import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider'

/** The storage, apart from the provider, which is made anew when its keys change. */
export function createStorage(): AdapterFactory {
  const entries = new LRUCache<string, AdapterPayload>({ max: 5000 })

  const keysOf = (isWanted: (payload: AdapterPayload) => boolean) =>
    [...entries.entries()].filter(([, payload]) => isWanted(payload)).map(([key]) => key)

  return (model): Adapter => {
    const keyOf = (id: string) => `${model}:${id}`
    const findBy = (isWanted: (payload: AdapterPayload) => boolean) => {
      const key = keysOf(isWanted).find((candidate) => candidate.startsWith(`${model}:`))
      return key === undefined ? undefined : entries.get(key)
    }
    return {
      async upsert(id, payload, expiresInSeconds = 0) {
        entries.set(keyOf(id), payload, { ttl: expiresInSeconds * 1000 })
      },
      find: async (id) => entries.get(keyOf(id)),
      findByUid: async (uid) => findBy((payload) => payload.uid === uid),
      findByUserCode: async (userCode) => findBy((payload) => payload.userCode === userCode),
      async consume(id) {
        const payload = entries.get(keyOf(id))
        if (payload) payload.consumed = Math.floor(Date.now() / 1000)
      },
      async destroy(id) {
        entries.delete(keyOf(id))
      },
      async revokeByGrantId(grantId) {
        for (const key of keysOf((payload) => payload.grantId === grantId)) entries.delete(key)
      },
    }
  }
}
