/** Asks the store once for what several mails need at about the same time. */
import DataLoader from 'dataloader'

/**
 * @param load gets the keys of all calls within `collectMs`; resolves with their values, in the same order
 * @param collectMs 0 for the calls that are made together
 */
export function inBatches<Key, Value>(
  load: (keys: readonly Key[]) => Promise<Value[]>,
  collectMs = 0,
): (key: Key) => Promise<Value> {
  const wait = { batchScheduleFn: (dispatch: () => void) => void setTimeout(dispatch, collectMs) }
  const loader = new DataLoader<Key, Value>(load, { cache: false, ...(collectMs > 0 && wait) })
  return (key) => loader.load(key)
}
