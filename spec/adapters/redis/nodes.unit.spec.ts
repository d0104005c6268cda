/** What a node could not tell others, for Redis did not take it from this one while they went on to hear. */
import { createNodes } from '../../../src/adapters/redis/nodes'
import type { Redis } from '../../../src/adapters/redis/redis'

/** Two nodes whose Redis takes nothing while it is away. */
function start() {
  const channel: ((message: string) => void)[] = []
  const connecting: (() => unknown)[] = []
  const state = { isAway: false, isOpen: true, asked: 0 }
  const redis = {
    publish: async (_channel: string, message: string) => {
      state.asked += 1
      if (!state.isAway) channel.forEach((listener) => listener(message))
      return !state.isAway
    },
    isOpen: () => state.isOpen,
    subscribe: (_channel: string, listener: (message: string) => void) => void channel.push(listener),
    onHeard: (_channel: string, listener: () => unknown) => void connecting.push(listener),
  } as unknown as Redis
  const [here, there] = [createNodes(redis, 'app'), createNodes(redis, 'app')]
  const connect = connecting.splice(0)
  const heard: string[] = []
  for (const [name, node] of Object.entries({ here, there })) {
    node.onEnded((tokens) => heard.push(`${name} ended ${tokens.join()}`))
    node.onSchema(() => heard.push(`${name} schema`))
    node.onHeard(() => heard.push(`${name} may have missed something`))
  }
  return { here, heard, state, connectHere: connect[0]! }
}

describe('what one node tells the others', () => {
  beforeEach(() => void jest.useFakeTimers())
  afterEach(() => void jest.useRealTimers())

  test('is heard at once by all but itself', async () => {
    const { here, heard } = start()
    await here.tellSchema()
    await here.tellEnded(['a', 'b'])
    expect(heard).toEqual(['there schema', 'there ended a,b'])
    expect(jest.getTimerCount()).toBe(0)
  })

  test('while Redis takes nothing from it is made up for when it does', async () => {
    const { here, heard, state } = start()
    state.isAway = true
    await here.tellSchema()
    await here.tellEnded(['a'])
    await jest.advanceTimersByTimeAsync(60_000)
    expect(heard).toEqual([])
    state.isAway = false
    await jest.advanceTimersByTimeAsync(60_000)
    expect(heard).toEqual(['there may have missed something'])
  })

  test('and could not tell, before it ended, is made up for once by the next that starts', async () => {
    const { heard, state, connectHere } = start()
    state.isAway = true
    await connectHere()
    state.isAway = false
    await jest.advanceTimersByTimeAsync(60_000)
    await connectHere()
    await jest.advanceTimersByTimeAsync(60_000)
    expect(heard).toEqual(['there may have missed something'])
  })

  test('is no more its business when it has closed Redis', async () => {
    const { here, state } = start()
    state.isAway = true
    await here.tellSchema()
    Object.assign(state, { isOpen: false, asked: 0 })
    await jest.advanceTimersByTimeAsync(60_000)
    expect([state.asked, jest.getTimerCount()]).toEqual([0, 0])
  })
})
