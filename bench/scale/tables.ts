/** Tables of figures in Markdown. */

export const table = (heads: string[], rows: string[][]) =>
  [heads, heads.map((_, index) => (index === 0 ? '---' : '---:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')

/** @param times in milliseconds */
export function quantile(times: number[], part: number): string {
  const sorted = times.toSorted((a, b) => a - b)
  return `${sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]!.toFixed(1)} ms`
}
