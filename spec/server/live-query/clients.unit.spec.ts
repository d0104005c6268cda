/** What LiveQuery does when many sessions end at once. */
import type { LiveQueryClient } from '../../../src/parse/internals'
import { closeSockets } from '../../../src/server/live-query/clients'

const tokensFrom = (first: number, length: number) =>
  Array.from({ length }, (_each, index) => `r:${first + index}`)

function clientOf(tokens: string[]) {
  const close = jest.fn()
  const subscriptionInfos = new Map(tokens.map((sessionToken) => [sessionToken, { sessionToken }]))
  const client = { subscriptionInfos, parseWebSocket: { ws: { close } } } as unknown as LiveQueryClient
  return { client, close }
}

describe('When sessions end, LiveQuery', () => {
  const authCache = { delete: () => undefined, keys: () => [] }
  const cacheController = { user: { del: () => Promise.resolve() } } as never

  test('closes the sockets that use one of them, without comparing each token with each other one', async () => {
    const [first, second, third] = [
      clientOf(tokensFrom(0, 500)),
      clientOf(tokensFrom(400, 500)),
      clientOf([]),
    ]
    const clients = new Map([first, second, third].map(({ client }, index) => [String(index), client]))
    const includes = jest.fn(() => false)
    const ended = Object.assign(tokensFrom(899, 500), { includes })
    await closeSockets({ clients, authCache, cacheController }, ended)
    expect([first, second, third].map(({ close }) => close.mock.calls.length)).toEqual([0, 1, 0])
    expect(includes).not.toHaveBeenCalled()
  })
})
