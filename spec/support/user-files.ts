/** Files with users as other systems export them, and what an import prints and writes of them. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type CliResult, countsIn, runCli } from './cli'
import type { TestDatabase } from './database'
import { firebaseParameters } from './imported-hashes'

export const folder = mkdtempSync(path.join(tmpdir(), 'accounts-users-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let count = 0
/** @returns its path */
export function fileWith(content: string | Buffer): string {
  const file = path.join(folder, `${++count}.txt`)
  writeFileSync(file, content)
  return file
}

export const lines = (users: object[]) => users.map((user) => `${JSON.stringify(user)}\n`).join('')

/** As Firebase's console shows them. */
export const hashConfig = () => {
  const { rounds, memCost, saltSeparator, signerKey } = firebaseParameters
  return fileWith(`hash_config {
  algorithm: SCRYPT,
  base64_signer_key: ${signerKey},
  base64_salt_separator: ${saltSeparator},
  rounds: ${rounds},
  mem_cost: ${memCost},
}`)
}

export interface ImportResult extends CliResult {
  counts: Record<string, number>
  /** Reasons by place. */
  report: Record<string, string>
}

/** @param args behind the file */
export async function importUsers(
  { uri }: TestDatabase,
  content: string | Buffer,
  args: string[] = [],
): Promise<ImportResult> {
  const report = path.join(folder, `${++count}.csv`)
  const all = ['users', 'import', fileWith(content), '--report', report, ...args]
  const result = await runCli(all, { DATABASE_URI: uri })
  const rows = [...readFileSync(report, 'utf8').matchAll(/^"([^"]+)","([^"]+)"\r$/gm)]
  return {
    ...result,
    counts: countsIn(result.stdout),
    report: Object.fromEntries(rows.map(([, place, reason]) => [place!, reason!])),
  }
}
