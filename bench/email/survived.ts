/** What became of mails in trouble, counted, and as a Markdown table. */
import type { TakenMail } from './sink'

interface MailCounts {
  queued: number
  /** As Message-IDs tell. */
  delivered: number
  lost: number
  /** Mails that came more than once, with one Message-ID. */
  doubled: number
}

export interface Survived extends MailCounts {
  /** As "PostgreSQL 18.4". */
  database: string
  /** From the time when the first mail could go until nothing was queued any more. */
  seconds: number
}

/** @param wanted the recipients, each of one mail */
export function countMails(taken: TakenMail[], wanted: string[]): MailCounts {
  const ids = new Set(taken.map(({ messageId }) => messageId))
  const readers = new Set(taken.map(({ to }) => to))
  const lost = wanted.filter((to) => !readers.has(to)).length
  return { queued: wanted.length, delivered: ids.size, lost, doubled: taken.length - ids.size }
}

const line = (cells: (string | number)[]) => `| ${cells.join(' | ')} |`

export function tableOfSurvivals(survivals: Survived[]): string {
  const heads = ['database', 'queued', 'delivered', 'lost', 'came twice', 'time']
  const rows = survivals.map(({ database, queued, delivered, lost, doubled, seconds }) =>
    line([database, queued, delivered, lost, doubled, `${seconds.toFixed(0)} s`]),
  )
  return [line(heads), line(heads.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows].join('\n')
}
