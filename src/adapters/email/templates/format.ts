/** Writes dates and durations as people of a language do. */

type Unit = 'day' | 'hour' | 'minute' | 'second'

const units: [Unit, seconds: number][] = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
]

/** The largest unit that tells it exactly, else whole minutes; never longer than it is. */
export function formatDuration(durationSeconds: number, locale: string): string {
  const exact = units.find(([, seconds]) => durationSeconds % seconds === 0)
  const rounded: [Unit, number] = durationSeconds < 60 ? ['second', 1] : ['minute', 60]
  const [unit, seconds] = exact && (exact[0] !== 'second' || durationSeconds < 60) ? exact : rounded
  const format = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' })
  return format.format(Math.floor(durationSeconds / seconds))
}

function isTimeZone(timeZone: unknown): timeZone is string {
  try {
    return typeof timeZone === 'string' && Boolean(new Intl.DateTimeFormat('en', { timeZone }))
  } catch {
    return false
  }
}

/** Day and time with the time zone, as readers may be anywhere. An unknown time zone is taken for UTC. */
export function formatDate(date: Date, locale: string, timeZone: unknown): string {
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZone: isTimeZone(timeZone) ? timeZone : 'UTC',
    timeZoneName: 'short',
  }).format(date)
}

/** The values with every date as text, and `expiresIn` as the text of `expiresInSeconds`. */
export function formatValues(values: Record<string, unknown>, locale: string): Record<string, unknown> {
  const texts = Object.entries(values).map(([name, value]) => [
    name,
    value instanceof Date ? formatDate(value, locale, values.timeZone) : value,
  ])
  const formatted = Object.fromEntries(texts) as Record<string, unknown>
  const { expiresInSeconds } = values
  if (typeof expiresInSeconds !== 'number') return formatted
  return { ...formatted, expiresIn: formatDuration(expiresInSeconds, locale) }
}
