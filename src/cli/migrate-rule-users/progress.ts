/** How far a run is: a bar on a terminal, otherwise a line every 10 %. On standard error, as the result is output. */
import { SingleBar } from 'cli-progress'

/** Tells of steps that are done. */
export interface Progress {
  step(): void
  stop(): void
}

function createBar(total: number): Progress {
  const bar = new SingleBar({
    format: '{bar} {percentage} %  {value} of {total} users, {eta_formatted} left',
    stream: process.stderr,
    hideCursor: true,
  })
  bar.start(total, 0)
  return { step: () => bar.increment(), stop: () => bar.stop() }
}

function createLines(total: number): Progress {
  let done = 0
  const tenths = () => Math.floor((done * 10) / total)
  return {
    step: () => {
      const before = tenths()
      done += 1
      if (tenths() > before) console.error(`${tenths() * 10} %: ${done} of ${total} users`)
    },
    stop: () => undefined,
  }
}

/** @param total number of steps */
export function startProgress(total: number): Progress {
  return process.stderr.isTTY ? createBar(total) : createLines(total)
}
