/** Options that are fine, and what is said of others. */
import { AccountsError, type AccountsOptions, createAccounts } from '../../index'

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
