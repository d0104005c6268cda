/** How far a run is: a bar on a terminal, otherwise a line every 10 %. On standard error, as the result is output. */
import { SingleBar } from 'cli-progress'

/** Tells of steps that are done. */
export interface Progress {
  /** @param count one by default */
  step(count?: number): void
  stop(): void
}

function createBar(total: number, unit: string): Progress {
  const bar = new SingleBar({
    format: `{bar} {percentage} %  {value} of {total} ${unit}, {eta_formatted} left`,
    stream: process.stderr,
    hideCursor: true,
  })
  bar.start(total, 0)
  return { step: (count = 1) => bar.increment(count), stop: () => bar.stop() }
}

function createLines(total: number, unit: string): Progress {
  let done = 0
  const tenths = () => Math.floor((done * 10) / total)
  return {
    step: (count = 1) => {
      const before = tenths()
      done += count
      if (tenths() > before) console.error(`${tenths() * 10} %: ${done} of ${total} ${unit}`)
    },
    stop: () => undefined,
  }
}

/** @param total number of steps */
export function startProgress(total: number, unit = 'users'): Progress {
  return process.stderr.isTTY ? createBar(total, unit) : createLines(total, unit)
}
