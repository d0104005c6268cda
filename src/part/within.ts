/** Work of the host's that people wait for, and that may hang. */

export const timedOut = Symbol('timed out')

/** @returns what the work ends in, or `timedOut`: whatever becomes of the work then concerns nobody */
export async function within<Result>(
  work: Promise<Result>,
  seconds: number | false,
): Promise<Result | typeof timedOut> {
  if (seconds === false) return work
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<typeof timedOut>((resolve) => {
    timer = setTimeout(resolve, seconds * 1000, timedOut)
  })
  try {
    return await Promise.race([work, timeout])
  } finally {
    clearTimeout(timer)
  }
}
