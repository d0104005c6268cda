/** One ledger for all parts of a server, opened when the first of them asks for it. */
import type { Stoppable } from '../../parse/internals'
import { type Ledger, openLedger } from './expiring-store'

export interface SharedLedger {
  open: () => Promise<Ledger>
  close: () => Promise<void>
}

/** @param adapter the database adapter of a Parse Server that has started */
export function shareLedger(adapter: Stoppable): SharedLedger {
  let ledger: Promise<Ledger> | undefined
  return {
    open: () => (ledger ??= openLedger(adapter)),
    // Whoever asked for one that can't be opened has been told.
    close: async () => (await ledger?.catch(() => undefined))?.close(),
  }
}
