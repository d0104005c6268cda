/**
 * Collects what is to be written for a moment, and writes all of it at once; nobody waits for it but the end of the
 * server.
 */
import { type Background, createBackground } from '../../part/background'

/** A batch. */
export interface Batches<Item> extends Omit<Background, 'run'> {
  add: (item: Item) => void
}

const momentMs = 100
const most = 500

/** @param onFailure is told what `write` has thrown, of a whole batch */
export function createBatches<Item>(
  write: (items: Item[]) => Promise<unknown>,
  onFailure: (thrown: unknown) => void,
): Batches<Item> {
  const { run, untilNow, settled } = createBackground(onFailure)
  let items: Item[] = []
  let timer: NodeJS.Timeout | undefined

  function flush(): void {
    clearTimeout(timer)
    timer = undefined
    if (items.length === 0) return
    const batch = items
    items = []
    run(() => write(batch))
  }
  return {
    add: (item) => {
      items.push(item)
      timer ??= setTimeout(flush, momentMs)
      if (items.length >= most) flush()
    },
    untilNow: () => {
      flush()
      return untilNow()
    },
    settled: () => {
      flush()
      return settled()
    },
  }
}
