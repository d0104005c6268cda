/** Takes the users of a file, some hundreds at a time: each is checked, looked for, and written. */
import type { OpenDatabase } from '../database'
import type { Report } from '../report'
import type { Draft } from './draft'
import type { Entry, UserFile } from './entries'
import { createOthers, type Owned } from './others'
import { RowFault } from './row-fault'
import { createTally, type Tally } from './tally'
import { type Forms, type NewUser, userFrom } from './user'
import { createWriter } from './write'

/** Rows that are written at once. */
const batchSize = 500

export interface ImportParts {
  database: OpenDatabase
  file: UserFile
  draftFrom: (record: unknown) => Draft
  forms: Forms
  dryRun: boolean
  report: Report | undefined
  signal: AbortSignal
  /** Is told when some more rows are done. */
  onProgress: () => void
}

/** Of each row, where it stands. */
type Placed<Value> = [place: string, value: Value]

async function* inBatches(entries: AsyncIterable<Entry>, signal: AbortSignal): AsyncGenerator<Entry[]> {
  let batch: Entry[] = []
  for await (const entry of entries) {
    batch.push(entry)
    if (batch.length < batchSize) continue
    yield batch
    if (signal.aborted) return
    batch = []
  }
  if (batch.length > 0) yield batch
}

function userOf({ record, fault }: Entry, { draftFrom, forms }: ImportParts): NewUser | RowFault {
  if (fault !== undefined) return new RowFault(fault)
  try {
    return userFrom(draftFrom(record), forms)
  } catch (thrown) {
    if (thrown instanceof RowFault) return thrown
    throw thrown
  }
}

/** Whether all that the file has was read. */
export interface Imported {
  tally: Tally
  /** Where the file ends to be readable. */
  brokenAt: string | undefined
}

/** @throws whatever the database throws that is not about one row: a second run goes on */
export async function importUsers(parts: ImportParts): Promise<Imported> {
  const { database, dryRun, report, file, signal } = parts
  const tally = createTally()
  const others = createOthers(database.serverConfig.databaseController, dryRun)
  const write = createWriter(database.serverConfig, database.newConfig)

  function refuse(place: string, fault: string): void {
    tally.faults.set(fault, (tally.faults.get(fault) ?? 0) + 1)
    report?.add([place, fault])
  }
  function tellOwned(place: string, claimed: Owned): void {
    if (claimed !== 'present') return refuse(place, `has the ${claimed.taken} of another user`)
    tally.present += 1
    report?.add([place, 'is there already'])
  }
  async function writeFree(users: Placed<NewUser>[]): Promise<{ allWritten: boolean }> {
    const faults = dryRun ? [] : await write(users.map(([, { row }]) => row))
    users.forEach(([place, user], index) => {
      const fault = faults[index]
      if (!fault) return void (tally.imported += 1)
      refuse(place, fault.message)
      others.release(user)
    })
    return { allWritten: !faults.some(Boolean) }
  }
  async function take(users: Placed<NewUser>[]): Promise<void> {
    const free: Placed<NewUser>[] = []
    const owned: [Placed<NewUser>, Owned][] = []
    for (const placed of users) {
      const claimed = others.claim(placed[1])
      if (claimed === undefined) free.push(placed)
      else owned.push([placed, claimed])
    }
    const { allWritten } = await writeFree(free)
    // What another one has may have been that of a row which was refused just now.
    if (!allWritten) return take(owned.map(([placed]) => placed))
    owned.forEach(([[place], claimed]) => tellOwned(place, claimed))
  }
  let brokenAt: string | undefined
  for await (const entries of inBatches(file.entries, signal)) {
    const users: Placed<NewUser>[] = []
    for (const entry of entries) {
      const user = userOf(entry, parts)
      if (user instanceof RowFault) refuse(entry.place, user.message)
      else users.push([entry.place, user])
      if (entry.isLast) brokenAt = entry.place
    }
    await others.load(users.map(([, user]) => user))
    await take(users)
    parts.onProgress()
  }
  return { tally, brokenAt }
}
