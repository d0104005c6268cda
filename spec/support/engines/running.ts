/** Hands an engine from the set-up of a jest run to its specs (by the environment) and to its tear-down. */
import type { Engine } from '../../../src/testing/postgres/engine'

export const ENGINES = ['postgresql', 'mongodb'] as const
export type EngineName = (typeof ENGINES)[number]

/** What a spec learns of an engine: where it is, or why it is missing. */
export type EngineState = { uri: string } | { missing: string }

const NAMES = { postgresql: 'PostgreSQL', mongodb: 'MongoDB' }
const engines = new Map<EngineName, Engine>()

const uriVariable = (name: EngineName) => `SPEC_${name.toUpperCase()}_URI`
const missingVariable = (name: EngineName) => `SPEC_${name.toUpperCase()}_MISSING`

export function displayName(name: EngineName): string {
  return NAMES[name]
}

/** Specs run in other processes, which inherit the environment of this one. */
export function announce(name: EngineName, engine: Engine): void {
  engines.set(name, engine)
  console.log(`\n${engine.description}`)
  process.env[uriVariable(name)] = engine.uri(name === 'postgresql' ? 'postgres' : '')
}

export function announceMissing(name: EngineName, reason: string): void {
  process.env[missingVariable(name)] = reason
  console.log(`\n${displayName(name)} is MISSING, its specs are skipped: ${reason}`)
}

export function stateOf(name: EngineName): EngineState {
  const uri = process.env[uriVariable(name)]
  if (uri !== undefined) return { uri }
  return { missing: process.env[missingVariable(name)] ?? 'it was not started' }
}

/** Stops it, and says last of all what the run was on. */
export async function finish(name: EngineName): Promise<void> {
  const engine = engines.get(name)
  await engine?.stop()
  const state = stateOf(name)
  const reason = 'missing' in state ? state.missing : ''
  console.log(engine ? `Ran on ${engine.description}.` : `NOT run on ${displayName(name)}: ${reason}`)
}
