/** What can become of a user who is looked at, and the table that counts it. */

/** Each outcome, and how the table names it. */
const titles = {
  'migrated-by-list': 'migrated by list',
  'migrated-by-id': 'migrated by id',
  'at-log-in': 'adopted at their first log-in',
  'needs-users': 'names: need --users',
  ambiguous: 'ambiguous',
  unknown: 'without known Auth0 user',
  taken: 'Auth0 user has another Parse user',
  'linked-otherwise': 'linked with another provider',
  changed: 'linked or changed meanwhile',
  failed: 'failed',
} as const

/** Of a user whom the rule has made. */
export type Outcome = keyof typeof titles

/** Counts outcomes. */
export interface Tally {
  readonly failed: number
  /** @param outcome none for a user who is not of the rule */
  add(outcome: Outcome | undefined): void
  /** One line for each outcome. */
  table(): string
}

const line = (title: string, count: number) => `${title.padEnd(34)}${count.toLocaleString('en').padStart(9)}`

/** A tally of nothing yet. */
export function createTally(): Tally {
  const counts = new Map<Outcome, number>()
  let lookedAt = 0
  const countOf = (outcome: Outcome) => counts.get(outcome) ?? 0
  return {
    get failed() {
      return countOf('failed')
    },
    add: (outcome) => {
      lookedAt += 1
      if (outcome) counts.set(outcome, countOf(outcome) + 1)
    },
    table: () => {
      const ofRule = [...counts.values()].reduce((sum, count) => sum + count, 0)
      const rows = Object.entries(titles).map(([outcome, title]) => line(title, countOf(outcome as Outcome)))
      return [line('looked at', lookedAt), line('of the rule', ofRule), ...rows].join('\n')
    },
  }
}
