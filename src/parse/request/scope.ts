/**
 * Values that hold for all that a piece of work causes, awaited or not. All of them are in one AsyncLocalStorage: on
 * Node.js 20 and 22, each one more that is in use costs something at every promise of the process.
 */
import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks'

/** A value of one kind. */
export interface Scope<Value> {
  /** Undefined outside of `run`. */
  get: () => Value | undefined
  /** Runs work in which `get` gives the value. */
  run: <Result>(value: Value, work: () => Result) => Result
}

const storage = new AsyncLocalStorage<ReadonlyMap<symbol, unknown>>()

/** @param name for whoever debugs */
export function createScope<Value>(name: string): Scope<Value> {
  const key = Symbol(name)
  return {
    get: () => storage.getStore()?.get(key) as Value | undefined,
    run: (value, work) => storage.run(new Map(storage.getStore()).set(key, value), work),
  }
}

/** A function for which, whenever it is called, the values are those of now. */
export const inThisScope = <Result>(work: () => Result): (() => Result) => AsyncResource.bind(work)
