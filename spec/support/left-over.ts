/** Closes what a spec left open, because it failed before it came to that; otherwise jest could not end. */
type Close = () => Promise<void>

const open = new Set<Close>()

/** @returns the same `close`, which the spec calls; a second call does nothing */
export function closeAfterwards(close: Close): Close {
  const closeOnce = async () => {
    if (open.delete(closeOnce)) await close()
  }
  open.add(closeOnce)
  return closeOnce
}

/** The same thing, closed when a spec fails before it closes it. */
export const closing = <Thing extends { close: Close }>(thing: Thing): Thing => ({
  ...thing,
  close: closeAfterwards(() => thing.close()),
})

// A host may also run in a process of its own, without jest.
if ('afterAll' in globalThis)
  afterAll(async () => {
    for (const close of [...open].reverse()) await close()
  })
