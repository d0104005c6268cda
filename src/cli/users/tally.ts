/** What became of the rows of a file: counted, and told. */

/** Counts rows. */
export interface Tally {
  imported: number
  /** From an earlier run, or an earlier row. */
  present: number
  /** Why a row was not taken, and how often. */
  faults: Map<string, number>
}

export const createTally = (): Tally => ({ imported: 0, present: 0, faults: new Map() })

export const refusedIn = ({ faults }: Tally): number =>
  [...faults.values()].reduce((sum, each) => sum + each, 0)

const line = (title: string, count: number) => `${title.padEnd(62)}${count.toLocaleString('en').padStart(9)}`

/** Different rows may have been different in many ways. */
const mostFaults = 20

/** One line for each outcome, the commonest reasons first. */
export function tableOf(tally: Tally): string {
  const refused = refusedIn(tally)
  const faults = [...tally.faults].sort(([, a], [, b]) => b - a).slice(0, mostFaults)
  return [
    line('read', tally.imported + tally.present + refused),
    line('imported', tally.imported),
    line('there already', tally.present),
    line('not taken', refused),
    ...faults.map(([fault, count]) => line(`  ${fault}`, count)),
  ].join('\n')
}
