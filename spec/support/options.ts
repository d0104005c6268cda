/** Options that are fine, and what is said of others. */
import { AccountsError, type AccountsOptions, createAccounts } from '../../index'
import { z } from 'zod'
import { accountsOptions } from '../../src/options'

export const good = {
  appId: 'my-app',
  masterKey: 'master-secret',
  publicServerURL: 'https://api.example.com/parse',
  appName: 'My App',
  databaseURI: 'postgres://u:database-secret@localhost/app',
  silent: true,
}

/** @throws whatever else was thrown */
function refusalOf(options: unknown): AccountsError | undefined {
  try {
    createAccounts(options as AccountsOptions)
    return undefined
  } catch (thrown) {
    if (thrown instanceof AccountsError) return thrown
    throw thrown
  }
}

/** @throws when they were accepted */
export function errorOf(options: unknown): AccountsError {
  const refusal = refusalOf(options)
  if (!refusal) throw new Error('These options were accepted')
  return refusal
}

export const pathsOf = (options: unknown): string[] => errorOf(options).problems.map(({ path }) => path)

/** None where they were accepted. */
export const problemsOf = (options: unknown): AccountsError['problems'] => refusalOf(options)?.problems ?? []

interface JsonSchema {
  anyOf?: JsonSchema[]
  properties?: Record<string, JsonSchema>
  additionalProperties?: JsonSchema | boolean
  items?: JsonSchema
}

function pathsIn(schema: JsonSchema, at: string[] = []): string[][] {
  const { anyOf = [], properties = {}, additionalProperties: named, items } = schema
  const below = Object.entries(properties).flatMap(([key, member]) => pathsIn(member, [...at, key]))
  const ofNamed = typeof named === 'object' ? pathsIn(named, [...at, 'name']) : []
  const ofList = items ? pathsIn(items, [...at, '0']) : []
  return [at, ...anyOf.flatMap((one) => pathsIn(one, at)), ...below, ...ofNamed, ...ofList]
}

/** Of each option; `0` stands for what is in a list, `name` for a name of the host's. */
export const optionPaths = (): string[][] =>
  pathsIn(z.toJSONSchema(accountsOptions, { unrepresentable: 'any', io: 'input' }) as JsonSchema)
