/**
 * Events that the host listens to. Listeners are told while a request is answered: one that fails is logged, and
 * disturbs neither who sent the request nor the process.
 */
import { EventEmitter } from 'node:events'
import { reasonOf } from '../errors'

/** May be asynchronous; nobody waits for it. */
type Listener<Details extends unknown[]> = (...details: Details) => unknown

export interface Events<Names> {
  on<Name extends keyof Names & string>(name: Name, listener: Listener<Names[Name] & unknown[]>): void
  emit<Name extends keyof Names & string>(name: Name, ...details: Names[Name] & unknown[]): void
}

/** @param onFailure is told of listeners that throw or reject */
export function createEvents<Names>(onFailure: (name: string, error: Error) => void): Events<Names> {
  const emitter = new EventEmitter()
  return {
    on: (name, listener) => {
      const tell = async (details: unknown[]) => {
        try {
          await listener(...(details as Parameters<typeof listener>))
        } catch (thrown) {
          onFailure(name, thrown instanceof Error ? thrown : new Error(reasonOf(thrown)))
        }
      }
      emitter.on(name, (...details: unknown[]) => void tell(details))
    },
    emit: (name, ...details) => void emitter.emit(name, ...details),
  }
}
