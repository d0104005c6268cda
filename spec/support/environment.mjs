/**
 * Ends with a suite the async contexts that it has used: on Node 20 and 22, each costs at every promise of all suites
 * that the worker runs afterwards.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { TestEnvironment } from 'jest-environment-node'

const used = new Set()

for (const method of ['run', 'enterWith']) {
  const own = AsyncLocalStorage.prototype[method]
  AsyncLocalStorage.prototype[method] = function (...args) {
    used.add(this)
    return own.apply(this, args)
  }
}

export default class extends TestEnvironment {
  async teardown() {
    for (const storage of used) storage.disable()
    used.clear()
    await super.teardown()
  }
}
