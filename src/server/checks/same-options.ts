/**
 * Tells where another node of the app has other options. Each notes digests of its own in the database when it starts and
 * every few minutes, and looks at those of whoever has noted some last.
 */
import { masterKeyOf } from '../../parse/master-key'
import type { ExpiringStore, Part } from '../../part/part'
import { differencesOf, digestsOf } from './compared-options'

const everyMs = 10 * 60_000
/** Two rounds may fail. */
const heldSeconds = 25 * 60

type Store = Pick<ExpiringStore, 'note' | 'read' | 'release'>

interface Parts {
  store: Store
  digests: Map<string, number>
  /** Nodes that share a database and have another one belong to another app. */
  prefix: string
  /** The paths of options that differ. */
  tell: (paths: string[]) => void
}

export function createComparison({ store, digests, prefix, tell }: Parts) {
  const keyOf = (path: string) => `options:${prefix}:${path}`
  let told = ''

  async function noted(): Promise<Map<string, number>> {
    const paths = [...digests.keys()]
    const found = await store.read(paths.map(keyOf))
    return new Map(paths.flatMap((path) => [...only(path, found.get(keyOf(path)))]))
  }
  return {
    /** Says each difference once, until it is another one. */
    look: async () => {
      const paths = differencesOf(digests, await noted())
      if (paths.length > 0 && told !== paths.join()) tell(paths)
      told = paths.join()
      await Promise.all([...digests].map(([path, digest]) => store.note(keyOf(path), digest, heldSeconds)))
    },
    /** Whoever starts next with other options may be meant to have them. Other nodes note theirs again. */
    leave: async () => {
      const own = [...(await noted())].filter(([path, digest]) => digests.get(path) === digest)
      await Promise.all(own.map(([path]) => store.release(keyOf(path))))
    },
  }
}

const only = (path: string, digest: number | undefined): [string, number][] =>
  digest === undefined ? [] : [[path, digest]]

const warning = (paths: string[]) =>
  `Another node of this app has other options than this one: ${paths.join(', ')}. Start all nodes with the same ones, or they answer differently; while you are changing them node by node, there is nothing to do.`

/** Nobody waits for it, and it fails for itself: the next round tries again. */
export const sameOptions = (
  options: Record<string, unknown> & { parseServer: Record<string, unknown> },
): Part => ({
  name: 'same options',
  start: async ({ config, store }) => {
    const { appId, loggerController: logger } = config
    const { collectionPrefix } = options.parseServer
    const { look, leave } = createComparison({
      store: await store(),
      digests: digestsOf(options, await masterKeyOf(appId)),
      prefix: typeof collectionPrefix === 'string' ? collectionPrefix : '',
      tell: (paths) => logger.warn(warning(paths)),
    })
    let last = Promise.resolve()
    const round = () => void (last = last.then(look).catch(() => undefined))
    setImmediate(round)
    const timer = setInterval(round, everyMs).unref()
    return {
      close: async () => {
        clearInterval(timer)
        await last.then(leave).catch(() => undefined)
      },
    }
  },
})
