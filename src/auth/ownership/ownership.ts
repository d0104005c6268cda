/** Keeps accounts their owners': what parse-server would let others do to them. */
import { hookChangedAddresses } from './changed-address'

/**
 * To be called when Parse Server has started, before whatever else stands around it.
 * @returns a function that takes the hooks back
 */
export function hookOwnership(): () => void {
  const restores = [hookChangedAddresses()]
  return () => restores.reverse().forEach((restore) => restore())
}
