/** This package in the spec's process, and Parse Server alone in a child of it, each with a database of its own. */
import path from 'node:path'
import { startChildHost } from '../child-host'
import { createTestDatabase, dropTestDatabase, type TestDatabase } from '../database'
import { type Host, startHost } from '../host'
import { rest } from '../rest'
import { options } from '../../fixtures/hosts/beside-stock'

/** What the clients of the specs need. */
export type Side = Pick<Host, 'url' | 'apiUrl' | 'graphqlUrl' | 'appId' | 'masterKey'>

export interface Pair {
  ours: Side
  stock: Side
  close(): Promise<void>
}

/** Roles are the master key's here, unless class-level permissions let clients make them, as they may alone. */
export async function openRoles(side: Side): Promise<void> {
  const everybody = { '*': true }
  const names = ['find', 'count', 'get', 'create', 'update', 'delete', 'addField']
  const classLevelPermissions = Object.fromEntries(names.map((name) => [name, everybody]))
  await rest(side, 'PUT', '/schemas/_Role', { master: true, body: { classLevelPermissions } })
}

export async function startBesideStock(database: TestDatabase): Promise<Pair> {
  const second = await createTestDatabase(database.engine)
  const main = path.join(__dirname, '../stock-main.ts')
  // In production stock keeps its stack traces to itself, as we always do.
  const stock = await startChildHost('beside-stock.ts', second, { NODE_ENV: 'production' }, main)
  const ours = await startHost({ database, ...options })
  const close = async () => {
    await ours.close()
    await stock.stop()
    await dropTestDatabase(second)
  }
  return { ours, stock, close }
}
