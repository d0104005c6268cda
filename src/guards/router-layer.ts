/**
 * Guard: `router` 2.3 broke parse-server's in-process requests, `/batch` and linking. Its `Layer.match`
 * returns the parameters instead of storing them on the layer, where parse-server's PromiseRouter reads them.
 */
import type { Hooks } from '../parse/hooks'
import { internals } from '../parse/internals'

function storesParams(): boolean {
  const layer = new (internals.RouterLayer())('/:id', {}, () => undefined)
  layer.match('/1')
  return layer.params !== undefined
}

/** Makes `Layer.match` store `params` and `path` again; nothing where that is not needed. */
export const routerLayerGuard = (): Hooks =>
  storesParams()
    ? {}
    : {
        'RouterLayer.match': function (next, path) {
          const result = next(path)
          if (typeof result === 'object' && result !== null) Object.assign(this as object, result)
          return result
        },
      }
