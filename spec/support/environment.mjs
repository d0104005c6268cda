/**
 * Ends with a suite the async contexts that it has used: on Node 20 and 22, each costs at every promise of all suites
 * that the worker runs afterwards. What was in them goes too: a timer of Node's own `fetch`, which the worker keeps for
 * ever, would hold the whole suite by it.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { TestEnvironment } from 'jest-environment-node'

const used = new Set()
/** By what stands for them in timers and promises. */
let stores = new WeakMap()

const { run, enterWith, getStore } = AsyncLocalStorage.prototype

function standInFor(storage, store) {
  used.add(storage)
  const standIn = {}
  stores.set(standIn, { store })
  return standIn
}

Object.assign(AsyncLocalStorage.prototype, {
  run(store, ...rest) {
    return run.call(this, standInFor(this, store), ...rest)
  },
  enterWith(store) {
    enterWith.call(this, standInFor(this, store))
  },
  getStore() {
    return stores.get(getStore.call(this))?.store
  },
})

export default class extends TestEnvironment {
  async teardown() {
    for (const storage of used) storage.disable()
    used.clear()
    stores = new WeakMap()
    await super.teardown()
  }
}
