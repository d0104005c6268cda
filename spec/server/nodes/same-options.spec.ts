/** Nodes of one app with different options: the one that starts later says which. */
import { once } from 'node:events'
import { createComparison } from '../../../src/server/checks/same-options'
import { differencesOf, digestsOf } from '../../../src/server/checks/compared-options'
import { type ChildHost, startChildHost } from '../../support/child-host'
import { describeWithDatabase } from '../../support/database'
import { send } from '../../support/rest'

const masterKey = 'm'.repeat(32)

describeWithDatabase('nodes of one app', (database) => {
  const start = (options: object) =>
    startChildHost('own-options', database(), { OPTIONS: JSON.stringify(options) })
  const ask = (node: ChildHost) => send(node, 'GET', `${node.url}/health`)
  const saidBy = ({ output }: ChildHost) => output().match(/Another node[^.]*/g) ?? []
  /** What a node says comes soon after its start. */
  const untilSaid = async (node: ChildHost) => {
    while (saidBy(node).length === 0) await ask(node)
    return saidBy(node)
  }

  test('say which options differ when they start, and nothing of their values', async () => {
    const secret = 'the-rest-key-of-this-spec'
    const first = await start({
      parseServer: { restAPIKey: 'another-key' },
      limits: { signUp: { perAddress: { max: 7, seconds: 60 } } },
    })
    const same = await start({
      limits: { signUp: { perAddress: { max: 7, seconds: 60 } } },
      parseServer: { restAPIKey: 'another-key' },
    })
    const other = await start({
      parseServer: { restAPIKey: secret, sessionLength: 60 },
      sessions: { perUser: 3 },
    })
    expect(await untilSaid(other)).toEqual([
      'Another node of this app has other options than this one: sessions, limits, parseServer',
    ])
    expect(other.output()).toContain(
      'sessions, limits, parseServer.restAPIKey, parseServer.sessionLength. Start all nodes with the same ones',
    )
    const unlike = await start({ parseServer: { masterKey, sessionLength: 90 } })
    expect(await untilSaid(unlike)).toEqual([
      'Another node of this app has other options than this one: parseServer',
    ])
    expect(unlike.output()).toContain('this one: parseServer.masterKey. Start')
    expect([saidBy(first), saidBy(same)]).toEqual([[], []])
    for (const node of [first, same, other, unlike]) {
      for (const hidden of [secret, 'another-key', masterKey, node.masterKey])
        expect(node.output()).not.toContain(hidden)
      await node.stop()
    }
  })
})

describeWithDatabase('a node whose options have changed', (database) => {
  test('says nothing of the node that it was before', async () => {
    const old = await startChildHost('own-options', database())
    const ended = once(old.process, 'exit')
    old.process.kill('SIGTERM')
    await ended
    const OPTIONS = JSON.stringify({ sessions: { perUser: 3 } })
    const changed = await startChildHost('own-options', database(), { OPTIONS })
    const seen = once(changed.process, 'exit')
    changed.process.kill('SIGTERM')
    await seen
    expect(changed.output()).not.toContain('Another node')
  })
})

describe('what nodes compare', () => {
  const at = (options: object) => digestsOf({ parseServer: {}, ...options }, masterKey)
  const between = (one: object, other: object) => differencesOf(at(one), at(other))

  test('is alike whatever the order, the functions and the address of Redis', () => {
    expect(between({ limits: { a: 1, b: [/x/] } }, { limits: { b: [/x/], a: 1 } })).toEqual([])
    expect(between({ auth0: { mapProfile: () => 1 } }, { auth0: { mapProfile: () => 2 } })).toEqual([])
    expect(between({ redisUrl: 'redis://one' }, { redisUrl: 'redis://two' })).toEqual([])
    expect(between({ redisUrl: 'redis://one' }, {})).toEqual(['redisUrl'])
    const circle: Record<string, unknown> = {}
    circle.self = circle
    expect(between({ parseServer: { auth: circle } }, { parseServer: { auth: circle } })).toEqual([])
  })

  /** A store of entries that end, and a clock. */
  function aStore() {
    const entries = new Map<string, { value: number; end: number }>()
    const clock = { now: 0 }
    return {
      clock,
      note: async (key: string, value: number, seconds: number) =>
        void entries.set(key, { value, end: clock.now + seconds }),
      read: async (keys: string[]) =>
        new Map(
          keys.flatMap((key): [string, number][] => {
            const entry = entries.get(key)
            return entry && entry.end > clock.now ? [[key, entry.value]] : []
          }),
        ),
      release: async (key: string) => void entries.delete(key),
    }
  }

  test('is said once while both run, and no longer when the other has gone', async () => {
    const store = aStore()
    const node = (options: object) => {
      const said: string[][] = []
      const tell = (paths: string[]) => void said.push(paths)
      return { said, ...createComparison({ store, digests: at(options), prefix: '', tell }) }
    }
    const [one, two] = [node({}), node({ sessions: { perUser: 2 } })]
    for (let round = 0; round < 3; round += 1) for (const { look } of [one, two]) await look()
    expect([one.said, two.said]).toEqual([[['sessions']], [['sessions']]])
    await one.leave()
    const third = node({ sessions: { perUser: 2 } })
    await two.look()
    await third.look()
    expect(third.said).toEqual([])
    store.clock.now += 26 * 60
    const changed = node({ sessions: { perUser: 9 } })
    await changed.look()
    expect(changed.said).toEqual([])
  })
})
