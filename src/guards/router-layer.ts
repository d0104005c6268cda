/**
 * Guard: `router` 2.3 broke parse-server's in-process requests, `/batch` and linking. Its `Layer.match`
 * returns the parameters instead of storing them on the layer, where parse-server's PromiseRouter reads them.
 */
import { internals } from '../parse/internals'

interface Layer {
  params?: unknown
  path?: unknown
}
type Match = (this: Layer, path: string) => unknown

function storesParams(): boolean {
  const layer = new (internals.RouterLayer())('/:id', {}, () => undefined)
  layer.match('/1')
  return layer.params !== undefined
}

/** Makes `Layer.match` store `params` and `path` again, once. Does nothing where that is not needed. */
export function guardRouterLayer(): void {
  if (storesParams()) return
  const prototype = internals.RouterLayer().prototype as { match: Match }
  const { match } = prototype
  prototype.match = function (this: Layer, path: string) {
    const result = match.call(this, path)
    if (typeof result === 'object' && result !== null) Object.assign(this, result)
    return result
  }
}
